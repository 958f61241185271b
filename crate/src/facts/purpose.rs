/// What an endpoint is there for, as far as its path says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    SignIn,
    SignUp,
    SignOut,
    PasswordReset,
    TokenRefresh,
    Health,
    Metrics,
    Webhook,
    Documentation,
    /// Pages and files for browsers.
    Static,
    /// What the service exists for.
    Service,
}

const SIGN_IN: &[&str] =
    &["login", "signin", "authenticate", "logon", "callback", "sso", "saml", "oauth", "oauth2"];
const SIGN_UP: &[&str] = &["register", "signup", "registration", "join"];
const SIGN_OUT: &[&str] = &["logout", "signout", "logoff"];
const PASSWORD_RESET: &[&str] = &[
    "forgot",
    "forgotpassword",
    "forgotpw",
    "resetpassword",
    "passwordreset",
    "passwordresets",
    "passwordrecovery",
    "recover",
    "recovery",
    "verifyemail",
    "confirmemail",
    "emailverification",
    "activate",
    "activation",
    "magiclink",
    "otp",
    "verifyotp",
];
const TOKEN_REFRESH: &[&str] = &["refresh", "refreshtoken", "refreshtokens", "refreshaccesstoken"];
const HEALTH: &[&str] = &[
    "health",
    "healthz",
    "healthcheck",
    "healthchecks",
    "live",
    "livez",
    "liveness",
    "ready",
    "readyz",
    "readiness",
    "alive",
    "ping",
    "status",
    "up",
    "heartbeat",
];
const CONFIRMATION: &[&str] = &[
    "confirm",
    "confirmation",
    "verify",
    "verification",
    "activate",
    "activation",
    "confirmemail",
    "verifyemail",
];
const METRICS: &[&str] = &["metrics", "prometheus"];
const WEBHOOK: &[&str] = &["webhook", "webhooks", "hook", "hooks", "ipn"];
const DOCUMENTATION: &[&str] = &[
    "docs",
    "doc",
    "apidocs",
    "apidoc",
    "swagger",
    "swaggerui",
    "openapi",
    "openapi.json",
    "openapi.yaml",
    "swagger.json",
    "redoc",
    "graphiql",
    "playground",
    "version",
    "csrf",
    "csrftoken",
];
/// Words for what is done with a way to sign in, by who is signed in already.
const ENDING: &[&str] = &["disconnect", "remove", "unlink"];
const STATIC: &[&str] =
    &["static", "public", "assets", "favicon.ico", "robots.txt", "wellknown", "sitemap.xml"];
const FILE_ENDINGS: &[&str] = &[
    ".css",
    ".gif",
    ".html",
    ".ico",
    ".jpg",
    ".js",
    ".map",
    ".png",
    ".svg",
    ".ttf",
    ".txt",
    ".webmanifest",
    ".webp",
    ".woff",
    ".woff2",
    ".xml",
];

impl Purpose {
    /// `/api/v1/auth/login`: sign-in. A path that says nothing is the service itself.
    pub fn of(path: &str) -> Self {
        let segments: Vec<String> =
            path.split('/').filter(|segment| !segment.is_empty()).map(plain).collect();
        let Some(last) = segments.last() else { return Self::Static };
        let any = |words: &[&str]| segments.iter().any(|segment| words.contains(&segment.as_str()));
        let at_end = |words: &[&str]| words.contains(&last.as_str());
        // `/orders/{id}/status` is about an order.
        // `/auth/github` begins a sign-in with somebody else.
        let after_auth = segments.iter().rev().nth(1).is_some_and(|segment| segment == "auth");
        let of_no_item = !path.contains([':', '{', '<']);
        let webhook = || segments.iter().any(|segment| segment.starts_with("webhook"));
        if any(WEBHOOK) || webhook() {
            Self::Webhook
        } else if any(SIGN_OUT) {
            Self::SignOut
        } else if any(PASSWORD_RESET)
            || segments.first().is_some_and(|first| first == "reset")
            || (any(&["password"]) && any(&["reset", "forgot", "recovery", "recover"]))
        {
            Self::PasswordReset
        } else if at_end(TOKEN_REFRESH) || (at_end(&["token"]) && any(TOKEN_REFRESH)) {
            Self::TokenRefresh
        } else if any(SIGN_UP) || (any(&["auth", "email", "emails", "account"]) && any(CONFIRMATION)) {
            Self::SignUp
        } else if at_end(ENDING) {
            Self::Service
        } else if any(SIGN_IN)
            || last.ends_with("login")
            || (last.starts_with("login") && !["history", "attempt", "attempts", "s"].iter().any(|end| last.ends_with(end)))
            || at_end(&["token", "auth", "session", "sessions"])
            // `/token/{provider}` takes what another service says of the caller.
            || (last.contains("provider") && any(&["token", "auth"]))
            || (after_auth && of_no_item && !at_end(&["me", "user", "users", "profile", "account"]))
        {
            Self::SignIn
        } else if of_no_item && segments.len() <= 4 && (at_end(HEALTH) || any(&["health", "healthz"])) {
            Self::Health
        } else if at_end(METRICS) {
            Self::Metrics
        } else if any(DOCUMENTATION) {
            Self::Documentation
        } else if any(STATIC)
            || path.contains('*')
            || FILE_ENDINGS.iter().any(|ending| last.ends_with(ending))
        {
            Self::Static
        } else {
            Self::Service
        }
    }

    /// Whether a caller without credentials is expected there.
    pub fn is_public(self) -> bool {
        self != Self::Service
    }

    /// Whether a caller can try one secret after another there.
    pub fn invites_guessing(self) -> bool {
        matches!(self, Self::SignIn | Self::PasswordReset)
    }
}

/// Lower case, without the signs between words: `reset-password` is `resetpassword`.
fn plain(segment: &str) -> String {
    let signs = |c: &char| !matches!(c, '-' | '_');
    segment.trim_start_matches('.').chars().filter(signs).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_it_is_for() {
        assert_eq!(Purpose::of("/api/v1/auth/login"), Purpose::SignIn);
        assert_eq!(Purpose::of("/users/reset-password/:token"), Purpose::PasswordReset);
        assert_eq!(Purpose::of("/auth/refresh-tokens"), Purpose::TokenRefresh);
        assert_eq!(Purpose::of("/auth/github"), Purpose::SignIn);
        assert_eq!(Purpose::of("/auth/email/confirm/new"), Purpose::SignUp);
        assert_eq!(Purpose::of("/orders/:id/confirm"), Purpose::Service);
        assert_eq!(Purpose::of("/auth/me"), Purpose::Service);
        assert_eq!(Purpose::of("/oauth2/{provider}/unlink"), Purpose::Service);
        assert_eq!(Purpose::of("/healthz"), Purpose::Health);
        assert_eq!(Purpose::of("/.well-known/jwks.json"), Purpose::Static);
        assert_eq!(Purpose::of("/"), Purpose::Static);
    }

    #[test]
    fn a_status_of_an_item_is_no_health_check() {
        assert_eq!(Purpose::of("/orders/:id/status"), Purpose::Service);
    }

    #[test]
    fn what_says_nothing_is_the_service() {
        assert_eq!(Purpose::of("/users/:id"), Purpose::Service);
        assert_eq!(Purpose::of("/documents"), Purpose::Service);
    }
}
