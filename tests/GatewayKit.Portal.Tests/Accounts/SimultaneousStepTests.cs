using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Administration;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Limits;
using GatewayKit.Portal.Subscriptions;
using GatewayKit.Portal.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Tests.Accounts;

/// <summary>Steps of two nodes at the same time: the second one runs when the first one is about to save.</summary>
[Collection(SharedAccounts.Name)]
public sealed class SimultaneousStepTests(AccountFixture fixture)
{
    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task The_first_of_two_decisions_at_the_same_time_wins()
    {
        var developer = await Host.RegisterAsync("two-deciders@example.com");
        await developer.SubmitAsync(await AccountHost.CreateAsync(developer), "/subscriptions", ("plan", "hello/gold"));
        var id = AccountHost.IdOf(developer.Path);
        var content = await Host.Portal.Gateway.Services.GetRequiredService<PortalContents>().GetAsync(default);
        var options = new DbContextOptionsBuilder<PortalContext>();
        BeforeSave.Configure(Host, options, () => Host.InTablesAsync(other => other.Subscriptions.Where(row => row.Application == id)
            .ExecuteUpdateAsync(row => row.SetProperty(s => s.State, SubscriptionState.Rejected))));
        await using var context = new PortalContext(options.Options);
        var audit = new AuditLog(context, new PortalAccountOptions(), TimeProvider.System);
        var approvals = new SubscriptionApprovals(
            context, new SubscriptionList(context, null!, null!, audit, TimeProvider.System), null!,
            new ApplicationConsumers(Host.Store, context), null!);

        var isDecided = await approvals.DecideAsync(
            new DefaultHttpContext(), Reader.Operator("ada"), content!, id, "hello", "gold", new SubscriptionDecision(null));

        Assert.False(isDecided);
        await Host.InTablesAsync(async tables =>
        {
            Assert.Equal(SubscriptionState.Rejected, (await tables.Subscriptions.SingleAsync(row => row.Application == id)).State);
            Assert.False(await tables.Audit.AnyAsync(
                entry => entry.Application == id && entry.Action == SubscriptionApprovals.Approved));
        });
    }

    [Fact]
    public async Task An_account_that_is_blocked_during_a_reset_stays_blocked()
    {
        const string Email = "blocked-in-reset@example.com";
        await Host.RegisterAsync(Email);
        await using var services = Identity(async () =>
        {
            var http = new DefaultHttpContext();
            var open = await Host.Portal.Gateway.Services.GetRequiredService<AccountServices>().OpenAsync(http);
            var id = (await open.GetRequiredService<PortalContext>().Developers.AsNoTracking().SingleAsync(row => row.Email == Email)).Id;
            Assert.True(await open.GetRequiredService<Blocks>().BlockAccountAsync(http, Reader.Operator("ada"), id, "Attack"));
        });
        await using var scope = services.CreateAsyncScope();
        var (users, context) = (scope.ServiceProvider.GetRequiredService<UserManager<Developer>>(),
            scope.ServiceProvider.GetRequiredService<PortalContext>());
        var developer = (await users.FindByEmailAsync(Email))!;
        var (code, hash) = (await users.GeneratePasswordResetTokenAsync(developer), developer.PasswordHash);
        var reset = new PasswordReset(
            users, null!, null!, null!, null!, new MaximumNumbers(context, new PortalAccountOptions()), null!, null!);

        var errors = await reset.ResetAsync(new DefaultHttpContext(), "/dev", $"{developer.Id}", code, "another horse battery");

        Assert.NotEmpty(errors);
        await Host.InTablesAsync(async tables =>
        {
            var row = await tables.Developers.SingleAsync(found => found.Email == Email);
            Assert.Equal(("Attack", hash), (row.BlockReason, row.PasswordHash));
        });
    }

    /// <summary>The accounts of another node, whose first change runs a step before it is saved.</summary>
    private ServiceProvider Identity(Func<Task> step)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddDbContext<PortalContext>(options => BeforeSave.Configure(Host, options, step));
        services.AddIdentityCore<Developer>(identity => identity.User.AllowedUserNameCharacters = "")
            .AddTokenProvider<DataProtectorTokenProvider<Developer>>(TokenOptions.DefaultProvider);
        services.AddScoped<IUserStore<Developer>, UserOnlyStore<Developer, PortalContext, Guid>>();
        services.Configure<IdentityOptions>(identity =>
        {
            identity.Password.RequireDigit = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
        });
        return services.BuildServiceProvider();
    }
}
