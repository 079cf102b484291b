using System.Globalization;
using GatewayKit.Hosting;
using GatewayKit.Portal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Hosting;

/// <summary>The accounts of developers at the portal of the stock host, from the environment.</summary>
internal static class StockAccounts
{
    /// <summary>The public address of the portal, which adds accounts.</summary>
    private const string Address = "GATEWAYKIT_PORTAL_ADDRESS";

    private const string Session = "GATEWAYKIT_PORTAL_SESSION";
    private const string Attempts = "GATEWAYKIT_PORTAL_ATTEMPTS";
    private const string Administrators = "GATEWAYKIT_PORTAL_ADMINISTRATORS";
    private const string AdministratorGroup = "GATEWAYKIT_PORTAL_ADMINISTRATOR_GROUP";
    private const string AuditRetention = "GATEWAYKIT_PORTAL_AUDIT_RETENTION";
    private const string EmailDomains = "GATEWAYKIT_PORTAL_EMAIL_DOMAINS";
    private const string RequestAgainAfter = "GATEWAYKIT_PORTAL_REQUEST_AGAIN_AFTER";
    private const string Operations = "GATEWAYKIT_STATISTICS_OPERATIONS";
    private const string LocalAccounts = "GATEWAYKIT_PORTAL_LOCAL_ACCOUNTS";
    private const string Email = "GATEWAYKIT_PORTAL_EMAIL";
    private const string SmtpHost = "GATEWAYKIT_PORTAL_SMTP_HOST";
    private const string SmtpPort = "GATEWAYKIT_PORTAL_SMTP_PORT";
    private const string SmtpFrom = "GATEWAYKIT_PORTAL_SMTP_FROM";
    private const string SmtpUser = "GATEWAYKIT_PORTAL_SMTP_USER";
    private const string SmtpPassword = "GATEWAYKIT_PORTAL_SMTP_PASSWORD";
    private const string SmtpTls = "GATEWAYKIT_PORTAL_SMTP_TLS";
    private const string Authority = "GATEWAYKIT_PORTAL_OIDC_AUTHORITY";
    private const string ClientId = "GATEWAYKIT_PORTAL_OIDC_CLIENT_ID";
    private const string ClientSecret = "GATEWAYKIT_PORTAL_OIDC_CLIENT_SECRET";
    private const string ProviderName = "GATEWAYKIT_PORTAL_OIDC_NAME";
    private const string Scopes = "GATEWAYKIT_PORTAL_OIDC_SCOPES";
    private const string GroupClaim = "GATEWAYKIT_PORTAL_OIDC_GROUP_CLAIM";

    private static readonly (string Name, Action<PortalAccountLimits, int> Set)[] s_limits =
    [
        ("GATEWAYKIT_PORTAL_FORMS_PER_MINUTE", (limits, number) => limits.FormsPerMinute = number),
        ("GATEWAYKIT_PORTAL_FORMS_PER_HOUR", (limits, number) => limits.FormsPerHour = number),
        ("GATEWAYKIT_PORTAL_TOTAL_FORMS_PER_MINUTE", (limits, number) => limits.TotalFormsPerMinute = number),
        ("GATEWAYKIT_PORTAL_USAGE_PAGES_PER_MINUTE", (limits, number) => limits.UsagePagesPerMinute = number),
        ("GATEWAYKIT_PORTAL_TOTAL_ATTEMPTS_PER_MINUTE", (limits, number) => limits.TotalAttemptsPerMinute = number),
        ("GATEWAYKIT_PORTAL_PASSWORDS_AT_ONCE", (limits, number) => limits.PasswordsAtOnce = number),
        ("GATEWAYKIT_PORTAL_APPLICATIONS_PER_DAY", (limits, number) => limits.ApplicationsPerDay = number),
        ("GATEWAYKIT_PORTAL_KEYS_PER_DAY", (limits, number) => limits.KeysPerDay = number),
        ("GATEWAYKIT_PORTAL_APPLICATIONS_PER_PLAN", (limits, number) => limits.ApplicationsPerPlan = number),
        ("GATEWAYKIT_PORTAL_PENDING_PER_API", (limits, number) => limits.PendingPerApi = number),
        ("GATEWAYKIT_PORTAL_MAXIMUM_ACCOUNTS", (limits, number) => limits.MaximumAccounts = number),
        ("GATEWAYKIT_PORTAL_MAXIMUM_APPLICATIONS", (limits, number) => limits.MaximumApplications = number),
    ];

    /// <exception cref="ToolException">A variable is invalid or missing, or there is no store.</exception>
    public static void Add(GatewayKitBuilder gateway, StockHostSettings settings)
    {
        var environment = gateway.Host.Configuration;
        if (string.IsNullOrEmpty(environment[Address]))
            return;
        if (StockStore.Find(settings, environment) is null)
            throw new ToolException($"{Address}: accounts of developers need a store. Add --store, such as --store gateway.db.");

        var isPrinted = IsPrinted(environment);
        if (isPrinted)
            gateway.Services.AddSingleton<IPortalEmail>(new PrintedEmail(settings.Output?.Out ?? Console.Out));
        try
        {
            gateway.Services.AddGatewayKitPortalAccounts(options =>
            {
                Configure(options, environment);
                if (options is { LocalAccounts: true, Smtp: null } && !isPrinted)
                    throw new ToolException($"{Address}: accounts need e-mail. Set {SmtpHost} and {SmtpFrom}, or {Email}=stdout to try "
                        + $"them. If all developers sign in at {Authority}, set {LocalAccounts}=off.");
            });
        }
        catch (ArgumentException error)
        {
            throw new ToolException($"GATEWAYKIT_PORTAL_*: {error.Message}", error);
        }
    }

    private static bool IsPrinted(IConfiguration environment)
    {
        var isPrinted = false;
        EnvironmentSetting.Apply(environment, Email, text => isPrinted = text switch
        {
            "stdout" => true,
            "smtp" => false,
            _ => throw new FormatException("It must be 'smtp' or 'stdout'."),
        });
        return isPrinted;
    }

    private static void Configure(PortalAccountOptions options, IConfiguration environment)
    {
        Set(Address, text => options.Address = text);
        Set(Session, text => options.SessionLifetime = Duration.Parse(text));
        Set(Attempts, text => options.AttemptsPerMinute = Number(text));
        Set(AuditRetention, text => options.AuditRetention = Duration.Parse(text));
        Set(EmailDomains, text => Replace(options.EmailDomains, text));
        Set(RequestAgainAfter, text => options.Limits.RequestAgainAfter = Duration.Parse(text));
        foreach (var (name, set) in s_limits)
            Set(name, text => set(options.Limits, Number(text)));
        Set(Administrators, text => Replace(options.Administrators, text));
        Set(AdministratorGroup, text => options.AdministratorGroup = text);
        Set(Operations, text => options.OperationStatistics = IsOn(text));
        Set(LocalAccounts, text => options.LocalAccounts = IsOn(text));
        if (environment[SmtpHost] is { Length: > 0 } host)
        {
            var smtp = options.Smtp = new PortalSmtpOptions { Host = host };
            Set(SmtpPort, text => smtp.Port = Number(text));
            Set(SmtpFrom, text => smtp.From = text);
            Set(SmtpUser, text => smtp.UserName = text);
            Set(SmtpPassword, text => smtp.Password = text);
            Set(SmtpTls, text => smtp.RequireTls = IsOn(text));
        }

        if (environment[Authority] is { Length: > 0 } authority)
        {
            var provider = options.OpenIdConnect = new PortalOpenIdConnectOptions { Authority = authority };
            Set(ClientId, text => provider.ClientId = text);
            Set(ClientSecret, text => provider.ClientSecret = text);
            Set(ProviderName, text => provider.Name = text);
            Set(GroupClaim, text => provider.GroupClaim = text);
            Set(Scopes, text => Replace(provider.Scopes, text));
        }

        void Set(string name, Action<string> set) => EnvironmentSetting.Apply(environment, name, set);
    }

    private static void Replace(IList<string> items, string text)
    {
        items.Clear();
        foreach (var item in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            items.Add(item);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsOn(string text) => text switch
    {
        "on" => true,
        "off" => false,
        _ => throw new FormatException("It must be 'on' or 'off'."),
    };
}
