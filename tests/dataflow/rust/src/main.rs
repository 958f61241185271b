mod pets;
mod run;
