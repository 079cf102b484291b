using GatewayKit.Portal;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Email;
using GatewayKit.Portal.Http.Accounts;
using GatewayKit.Portal.Limits;
using GatewayKit.Portal.Subscriptions;
using GatewayKit.Portal.Usage;
using GatewayKit.Store;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MimeKit;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds accounts of developers to the developer portal.</summary>
public static class GatewayKitPortalAccountExtensions
{
    private static readonly TimeSpan s_shortestSession = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_longestSession = TimeSpan.FromDays(30);
    private static readonly TimeSpan s_shortestRetention = TimeSpan.FromDays(30);
    private static readonly TimeSpan s_longestRetention = TimeSpan.FromDays(3650);

    /// <summary>
    /// Adds accounts: developers register, sign in, create applications and get keys for them. The gateway needs a store (<c>UseStore</c>),
    /// which has the consumers and keys; the other tables are in its database. Browsers send the cookies only over HTTPS, or to their own
    /// machine.
    /// </summary>
    /// <param name="services">The services of a host with a gateway, a store and a portal.</param>
    /// <param name="configure">Changes the settings; <see cref="PortalAccountOptions.Address"/> is required.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">A setting is invalid.</exception>
    /// <exception cref="InvalidOperationException">The host has no portal or no store, or already has accounts.</exception>
    public static IServiceCollection AddGatewayKitPortalAccounts(
        this IServiceCollection services, Action<PortalAccountOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (!services.Any(service => service.ServiceType == typeof(PortalOptions)))
            throw new InvalidOperationException("The host has no portal. Call AddGatewayKitPortal first.");
        if (!services.Any(service => service.ServiceType == typeof(IGatewayStore)))
            throw new InvalidOperationException("Accounts need a store for keys. Call UseStore on the builder of the gateway first.");
        if (services.Any(service => service.ServiceType == typeof(PortalAccountOptions)))
            throw new InvalidOperationException("The portal already has accounts. Call AddGatewayKitPortalAccounts once.");

        var options = new PortalAccountOptions();
        configure(options);
        Check(options);
        services.AddSingleton(options);
        // The first filter is the outermost, so that it comes before the gateway's own.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, PortalCookieFilter>());
        if (options.Smtp is { } smtp)
            services.TryAddSingleton<IPortalEmail>(_ => new SmtpEmail(smtp));
        else
            services.TryAddSingleton(CreateOther);
        services.AddSingleton<EmailQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<EmailQueue>());
        services.AddSingleton<PortalDatabase>();
        services.AddSingleton<AccountServices>();
        services.AddSingleton<AccountLimits>();
        services.AddSingleton<PasswordPlaces>();
        services.AddSingleton<ReaderLimits>();
        services.AddSingleton<ReaderTurns>();
        services.AddSingleton<UsageFlush>();
        services.AddSingleton<PortalSession>();
        services.AddSingleton<FlashCookie>();
        services.AddSingleton<AccountPages>();
        services.AddSingleton<SessionPages>();
        services.AddSingleton<ApplicationPages>();
        services.AddSingleton<ApplicationAllowances>();
        services.AddSingleton<UsagePages>();
        services.AddSingleton<KeyUses>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyUses>());
        services.AddHostedService<OperationWatch>();
        services.AddHostedService<AuditTrim>();
        services.AddSingleton<OwnedApiPages>();
        services.AddSingleton<SubscriptionPages>();
        services.AddSingleton<ProviderPages>();
        services.AddSingleton<AdministrationPages>();
        services.AddSingleton<MemberPages>();
        services.AddSingleton<OperatorApprovals>();
        services.AddSingleton<AccountEndpoints>();
        return services;
    }

    private static IPortalEmail CreateOther(IServiceProvider services)
        => services.GetRequiredService<IHostEnvironment>().IsDevelopment()
            ? ActivatorUtilities.CreateInstance<LoggedEmail>(services)
            : !services.GetRequiredService<PortalAccountOptions>().LocalAccounts ? new NoEmail()
            : throw new InvalidOperationException("Accounts need e-mail. Set Smtp, or register an IPortalEmail. Only in development, "
                + "links are logged instead.");

    private static void Check(PortalAccountOptions options)
    {
        if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new ArgumentException("Address must be the public http or https address of the portal, such as "
                + "https://developers.example.com.");
        if (options.SessionLifetime < s_shortestSession || options.SessionLifetime > s_longestSession)
            throw new ArgumentException("SessionLifetime must be between 5 minutes and 30 days.");
        if (options.AttemptsPerMinute is < 1 or > 100_000)
            throw new ArgumentException("AttemptsPerMinute must be between 1 and 100,000.");
        if (options.AuditRetention < s_shortestRetention || options.AuditRetention > s_longestRetention)
            throw new ArgumentException("AuditRetention must be between 30 and 3,650 days.");
        if (options.EmailDomains.FirstOrDefault(domain => !EmailDomains.IsDomain(domain)) is { } other)
            throw new ArgumentException($"EmailDomains has '{other}', which isn't a domain such as example.com.");
        if (options.Administrators.FirstOrDefault(email => !PortalNames.IsEmail(email)) is { } invalid)
            throw new ArgumentException($"Administrators has '{invalid}', which isn't an e-mail address.");
        if (options.AdministratorGroup is not null && (options.OpenIdConnect is null || options.AdministratorGroup.Length == 0))
            throw new ArgumentException("AdministratorGroup needs the name of a group at the provider, and OpenIdConnect.");
        LimitCheck.Check(options.Limits);
        if (options.Smtp is { } smtp)
            Check(smtp);
        if (options.OpenIdConnect is { } provider)
            Check(provider);
        else if (!options.LocalAccounts)
            throw new ArgumentException("Without LocalAccounts, developers need OpenIdConnect to sign in.");
    }

    private static void Check(PortalOpenIdConnectOptions provider)
    {
        if (!Uri.TryCreate(provider.Authority, UriKind.Absolute, out var authority)
            || !(authority.Scheme == "https" || (authority.Scheme == "http" && authority.IsLoopback)))
            throw new ArgumentException("OpenIdConnect needs an https address of the provider (Authority), or http on this machine.");
        if (string.IsNullOrWhiteSpace(provider.ClientId) || string.IsNullOrWhiteSpace(provider.GroupClaim)
            || string.IsNullOrWhiteSpace(provider.Name))
            throw new ArgumentException("OpenIdConnect needs a ClientId, a GroupClaim and a Name.");
    }

    private static void Check(PortalSmtpOptions smtp)
    {
        if (string.IsNullOrWhiteSpace(smtp.Host) || smtp.Port is < 1 or > 65_535)
            throw new ArgumentException("Smtp needs a host, and a port between 1 and 65,535.");
        if (!MailboxAddress.TryParse(smtp.From, out _))
            throw new ArgumentException("Smtp needs a sender (From), such as Acme APIs <apis@example.com>.");
        if (smtp.Timeout < TimeSpan.FromSeconds(1) || smtp.Timeout > TimeSpan.FromMinutes(5))
            throw new ArgumentException("The timeout of Smtp must be between 1 s and 5 minutes.");
    }
}
