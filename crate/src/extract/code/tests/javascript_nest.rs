//! Projects of `NestJS`.

use super::javascript_projects::{got, posted, routes, sources};
use super::projects::link;
use crate::facts::GuardKind::{Authentication, Authorization, Public, Validation};

const MAIN: &str = r#"
        import { NestFactory } from "@nestjs/core";
        import { ValidationPipe } from "@nestjs/common";
        import { AppModule } from "./app.module";
        async function bootstrap() {
            const app = await NestFactory.create(AppModule);
            app.useGlobalPipes(new ValidationPipe({ whitelist: true }));
            app.setGlobalPrefix("api");
            await app.listen(3000);
        }
        bootstrap();
    "#;

const APP: &str = r#"
        import { Module } from "@nestjs/common";
        import { UsersModule } from "./users/users.module";
        import { AuthModule } from "./auth/auth.module";
        @Module({ imports: [UsersModule, AuthModule.forRoot({ key: 1 })] })
        export class AppModule {}
    "#;

const AUTH: &str = r#"
        import { Module } from "@nestjs/common";
        import { APP_GUARD } from "@nestjs/core";
        import { JwtAuthGuard } from "./jwt.guard";
        @Module({ providers: [{ provide: APP_GUARD, useClass: JwtAuthGuard }] })
        export class AuthModule {}
    "#;

const USERS: &str = r#"
        import { Module, forwardRef } from "@nestjs/common";
        import { UsersController } from "./users.controller";
        @Module({ controllers: [UsersController], imports: [forwardRef(() => UsersModule)] })
        export class UsersModule {}
    "#;

const CONTROLLER: &str = r#"
        import { Body, Controller, Get, Param, ParseIntPipe, Post, Query, UseGuards } from "@nestjs/common";
        import { Public } from "../auth/public";
        import { RolesGuard } from "../auth/roles.guard";
        import { UsersService } from "./users.service";
        @Controller("users")
        export class UsersController {
            constructor(private readonly users: UsersService) {}
            @Public()
            @Get()
            search(@Query("name") name: string) { return this.users.byName(name); }
            @Get(":id/pets")
            pets(@Param("id", ParseIntPipe) id: number, @Query("page") page: number) { return this.users.pets(id, page); }
            @UseGuards(RolesGuard)
            @Post()
            create(@Body() user: CreateUserRequest) { return this.users.create(user.name); }
        }
    "#;

const SERVICE: &str = r#"
        import { Injectable } from "@nestjs/common";
        import { UsersRepository } from "./users.repository";
        @Injectable()
        export class UsersService {
            constructor(private readonly repository: UsersRepository) {}
            byName(name: string) { return this.repository.byName(name); }
            pets(id: number, page: number) { return this.repository.byName(id + "-" + page); }
            create(name: string) { return this.repository.create(name); }
        }
    "#;

const REPOSITORY: &str = r#"
        import { Injectable } from "@nestjs/common";
        import { InjectRepository } from "@nestjs/typeorm";
        import { Repository } from "typeorm";
        import { User } from "./user.entity";
        @Injectable()
        export class UsersRepository {
            constructor(@InjectRepository(User) private readonly users: Repository<User>) {}
            byName(name: string) {
                return this.users.createQueryBuilder("u").leftJoin("u.pets", "p").where(`u.name = '${name}'`).getMany();
            }
            create(name: string) { return this.users.query("INSERT INTO users (name) VALUES ($1)", [name]); }
        }
    "#;

#[test]
fn nest_is_followed_from_its_main_file_to_its_repositories() {
    let facts = link(&[
        ("src/main.ts", MAIN),
        ("src/app.module.ts", APP),
        ("src/auth/auth.module.ts", AUTH),
        ("src/users/users.module.ts", USERS),
        ("src/users/users.controller.ts", CONTROLLER),
        ("src/users/users.service.ts", SERVICE),
        ("src/users/users.repository.ts", REPOSITORY),
    ]);
    let expected = [
        got("/api/users", &[Authentication, Validation, Public]),
        posted("/api/users", &[Authentication, Validation, Authorization]),
        got("/api/users/:id/pets", &[Authentication, Validation]),
    ];
    assert_eq!(routes(&facts), expected);
    assert!(facts.routes.iter().all(|route| route.mounts_seen));
    assert_eq!(sources(&facts), ["name"]);
}

#[test]
fn middleware_of_a_nest_module_stands_before_the_paths_that_it_names() {
    let module = r#"
        import { MiddlewareConsumer, Module, RequestMethod } from "@nestjs/common";
        import { AuthMiddleware } from "./auth.middleware";
        import { PetsController } from "./pets.controller";
        @Module({ controllers: [PetsController] })
        export class PetsModule {
            configure(consumer: MiddlewareConsumer) {
                consumer.apply(AuthMiddleware).exclude("x").forRoutes({ path: "pets/:id", method: RequestMethod.PUT });
            }
        }
    "#;
    let controller = r#"
        import { Controller, Get, Put } from "@nestjs/common";
        @Controller({ path: "pets", version: "1" })
        export class PetsController {
            @Get() all() { return []; }
            @Get(":id") one() { return {}; }
        }
    "#;
    let twice = r#"
        import { Module } from "@nestjs/common";
        import { PetsModule } from "./pets.module";
        @Module({ imports: [PetsModule] })
        export class OwnersModule {}
        @Module({ imports: [PetsModule, OwnersModule] })
        export class AppModule {}
    "#;
    let facts =
        link(&[("app.module.ts", twice), ("pets.module.ts", module), ("pets.controller.ts", controller)]);
    assert_eq!(routes(&facts), [got("/pets", &[]), got("/pets/:id", &[Authentication])]);
}
