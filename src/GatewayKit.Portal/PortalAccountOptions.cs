namespace GatewayKit.Portal;

/// <summary>The settings of the accounts of developers.</summary>
public sealed class PortalAccountOptions
{
    /// <summary>The public address of the portal, such as <c>https://developers.example.com</c>, for links in messages. They never have the
    /// host name of a request, which its sender chooses. Required.</summary>
    public string Address { get; set; } = "";

    /// <summary>The SMTP server. Default: none; then the host registers an <see cref="IPortalEmail"/>, or, in development, links are
    /// logged.</summary>
    public PortalSmtpOptions? Smtp { get; set; }

    /// <summary>Whether developers can have accounts with a password. Turn it off if all developers sign in at
    /// <see cref="OpenIdConnect"/>; then the portal needs no e-mail. Default: true.</summary>
    public bool LocalAccounts { get; set; } = true;

    /// <summary>The provider at which developers sign in. A user is known by its issuer and subject, and never gets a local account with
    /// the same e-mail address. Default: none.</summary>
    public PortalOpenIdConnectOptions? OpenIdConnect { get; set; }

    /// <summary>The domains of the e-mail addresses with which developers register, such as <c>example.com</c>, without their subdomains.
    /// Users of <see cref="OpenIdConnect"/> need a verified address of one of them at each sign-in. Local accounts that exist already
    /// aren't checked again. Default: none, all domains.</summary>
    public IList<string> EmailDomains { get; } = [];

    /// <summary>The e-mail addresses of developers who can block accounts and applications, once they have confirmed them. Default:
    /// none.</summary>
    public IList<string> Administrators { get; } = [];

    /// <summary>The group of users of <see cref="OpenIdConnect"/> who can block accounts and applications. Default: none.</summary>
    public string? AdministratorGroup { get; set; }

    /// <summary>The time after which a developer signs in again, 5 minutes to 30 days. Default: 12 hours.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>The maximum number of attempts to sign in, register or get a message, per minute and client address (IPv6: per /64), 1
    /// to 100,000. Default: 20.</summary>
    public int AttemptsPerMinute { get; set; } = 20;

    /// <summary>Whether requests are also counted by operation of the APIs' documents, for the owners of APIs. Only nodes with this portal
    /// and statistics of the store count. Default: true.</summary>
    public bool OperationStatistics { get; set; } = true;

    /// <summary>The time after which an entry of the audit log is deleted, 30 to 3,650 days. Default: 400 days.</summary>
    public TimeSpan AuditRetention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>The limits of what developers can cause.</summary>
    public PortalAccountLimits Limits { get; } = new();

    /// <summary>The iterations of PBKDF2 with HMAC-SHA512 for a password. Only tests change them, because each hash takes long.</summary>
    internal int HashIterations { get; set; } = 210_000;

    /// <summary>The step of the durations of answers about addresses. Only tests change it, because each answer waits for it.</summary>
    internal TimeSpan AnswerStep { get; set; } = TimeSpan.FromMilliseconds(500);
}
