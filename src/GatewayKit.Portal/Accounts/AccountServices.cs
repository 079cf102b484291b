using GatewayKit.Portal.Accounts.OpenIdConnect;
using GatewayKit.Portal.Administration;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Email;
using GatewayKit.Portal.Limits;
using GatewayKit.Portal.Subscriptions;
using GatewayKit.Portal.Usage;
using GatewayKit.Store;
using GatewayKit.Store.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Portal.Accounts;

/// <summary>
/// The services of accounts. They have a container of their own, so that they neither change nor use the host's own ASP.NET Core Identity
/// and Data Protection. All nodes have the same keys: those of the store.
/// </summary>
internal sealed class AccountServices : IDisposable
{
    private const string Application = "GatewayKit.Portal";

    private static readonly object s_scope = new();

    private readonly PortalDatabase _database;
    private readonly Lazy<ServiceProvider> _services;

    public AccountServices(
        PortalDatabase database, StoreCipher cipher, IGatewayStore store, EmailQueue email, AccountLimits limits,
        PortalAccountOptions options, ILoggerFactory logs, TimeProvider time)
    {
        _database = database;
        _services = new Lazy<ServiceProvider>(() =>
        {
            var services = new ServiceCollection();
            services.AddSingleton(logs);
            services.AddLogging();
            services.AddMetrics();
            services.AddSingleton(time);
            services.AddSingleton(store);
            services.AddSingleton(email);
            services.AddSingleton(limits);
            services.AddSingleton(options);
            services.AddSingleton<IDataProtectionProvider>(cipher.CreateProtector(Application));
            services.AddDbContext<PortalContext>(context =>
            {
                // Commands aren't events of the gateway.
                database.Configure(context);
                context.UseLoggerFactory(NullLoggerFactory.Instance);
            });
            AddIdentity(services, options);
            if (options.OpenIdConnect is { } provider)
                ProviderScheme.Add(services, options, provider);
            services.AddScoped<ProviderAccounts>();
            services.AddScoped<AuditLog>();
            services.AddScoped<DeveloperSessions>();
            services.AddScoped<SignIn>();
            services.AddScoped<Registration>();
            services.AddScoped<UnconfirmedAccounts>();
            services.AddScoped<PasswordReset>();
            services.AddScoped<ApplicationConsumers>();
            services.AddScoped<ApplicationList>();
            services.AddScoped<ApplicationKeys>();
            services.AddScoped<ApplicationGroups>();
            services.AddScoped<SubscriptionList>();
            services.AddScoped<SubscriptionApprovals>();
            services.AddScoped<ApplicationAccess>();
            services.AddScoped<Team>();
            services.AddScoped<Invitations>();
            services.AddScoped<OrphanConsumers>();
            services.AddScoped<DeveloperSearch>();
            services.AddScoped<Blocks>();
            services.AddScoped<SubscriptionLimits>();
            services.AddScoped<DailyLimits>();
            services.AddScoped<MaximumNumbers>();
            services.AddScoped<ConsumerNames>();
            services.AddSingleton<KnownBrowsers>();
            services.AddSingleton<AccountMessages>();
            services.AddSingleton<AccountSteps>();
            return services.BuildServiceProvider();
        });
    }

    /// <summary>The protection of cookies and forms, with the keys of the store.</summary>
    public IDataProtectionProvider Protection => _services.Value.GetRequiredService<IDataProtectionProvider>();

    /// <summary>Returns the services of a request, after the tables were created. They are disposed with the response.</summary>
    public async ValueTask<IServiceProvider> OpenAsync(HttpContext http)
    {
        if (http.Items[s_scope] is IServiceProvider open)
            return open;

        var scope = await OpenAsync(http.RequestAborted).ConfigureAwait(false);
        http.Response.RegisterForDisposeAsync(scope);
        http.Items[s_scope] = scope.ServiceProvider;
        return scope.ServiceProvider;
    }

    /// <summary>Returns the services of a piece of work, after the tables were created. The caller disposes them.</summary>
    public async ValueTask<AsyncServiceScope> OpenAsync(CancellationToken cancellation)
    {
        await _database.MigrateAsync(cancellation).ConfigureAwait(false);
        return _services.Value.CreateAsyncScope();
    }

    public void Dispose()
    {
        if (_services.IsValueCreated)
            _services.Value.Dispose();
    }

    private static void AddIdentity(ServiceCollection services, PortalAccountOptions options)
    {
        services.AddIdentityCore<Developer>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            identity.User.AllowedUserNameCharacters = "";
            identity.Password.RequiredLength = 12;
            identity.Password.RequiredUniqueChars = 4;
            identity.Password.RequireDigit = false;
            identity.Password.RequireLowercase = false;
            identity.Password.RequireUppercase = false;
            identity.Password.RequireNonAlphanumeric = false;
        }).AddTokenProvider<DataProtectorTokenProvider<Developer>>(TokenOptions.DefaultProvider);
        services.AddScoped<IUserStore<Developer>, UserOnlyStore<Developer, PortalContext, Guid>>();
        services.Configure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = TimeSpan.FromHours(4));
        services.Configure<PasswordHasherOptions>(passwords => passwords.IterationCount = options.HashIterations);
    }
}
