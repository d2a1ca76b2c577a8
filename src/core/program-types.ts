// Interfaces that a program completes with what is its own, by declaration merging:
// `declare module "hipflask" { interface SessionData { userId: number } }`.

/** What the program keeps in `session`. As long as it names nothing, any name may hold anything. */
export interface SessionData {}

/** The settings of the program, as handlers find them in `app.config`. As long as it names nothing, they are of any kind. */
export interface AppConfig {}

/** What the program keeps in `g`. As long as it names nothing, any name may hold anything. */
export interface RequestState {}
