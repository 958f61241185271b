-- What everyday MySQL schemas hold, and what is easily read wrong.
SET FOREIGN_KEY_CHECKS = 0;
CREATE TABLE IF NOT EXISTS `owners` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT COMMENT 'a; semicolon',
  `email` varchar(190) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `kind` enum('private','it''s a firm') NOT NULL DEFAULT 'private',
  `key` text,
  `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  UNIQUE KEY `owners_email` (`email`),
  KEY `prefix` (`key`(20)),
  FULLTEXT KEY `words` (`key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='who pays';
CREATE TABLE pets (
  id bigint PRIMARY KEY AUTO_INCREMENT,
  owner_id int unsigned,
  chip varchar(20) UNIQUE,
  grams int AS (kilos * 1000) STORED,
  kilos int NOT NULL,
  KEY (owner_id),
  INDEX USING BTREE (kilos, chip),
  CONSTRAINT fk_owner FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE SET NULL ON UPDATE CASCADE
);
/*!40000 ALTER TABLE `pets` DISABLE KEYS */;
ALTER TABLE pets ADD COLUMN (born date, died date), MODIFY kilos bigint NOT NULL, CHANGE chip chip_code varchar(30),
  ADD INDEX born_idx (born), ADD UNIQUE INDEX (born, chip_code);
ALTER TABLE pets DROP COLUMN died;
CREATE INDEX chips ON pets (chip_code DESC, id);
DROP INDEX born_idx ON pets;
CREATE TABLE visits LIKE pets;
RENAME TABLE visits TO stays;
CREATE TABLE pets_vets (pet_id bigint, vet_id bigint, PRIMARY KEY (pet_id, vet_id), KEY (vet_id)) ENGINE InnoDB
  PARTITION BY HASH (pet_id) PARTITIONS 4;
DELIMITER $$
CREATE TRIGGER touch BEFORE UPDATE ON pets FOR EACH ROW BEGIN SET NEW.born = NOW(); END$$
CREATE PROCEDURE clear() BEGIN DROP TABLE pets_vets; END$$
DELIMITER ;
