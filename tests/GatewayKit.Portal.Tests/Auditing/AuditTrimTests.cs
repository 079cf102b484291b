using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Auditing;

[Collection(SharedAccounts.Name)]
public sealed class AuditTrimTests(AccountFixture fixture)
{
    private readonly Guid _actor = Guid.NewGuid();

    [Fact]
    public async Task All_old_entries_are_deleted_at_the_start_and_each_hour()
    {
        var time = new FakeTimeProvider();
        using var trim = new AuditTrim(
            fixture.Host.Portal.Gateway.Services.GetRequiredService<AccountServices>(), time, NullLogger<AuditTrim>.Instance);
        await AddAsync(DateTime.UnixEpoch, 450);
        await AddAsync(DateTime.UtcNow, 1);

        await trim.StartAsync(default);
        await RemainsAsync(1);
        await AddAsync(DateTime.UnixEpoch, 2);
        time.Advance(TimeSpan.FromHours(1));

        await RemainsAsync(1);
        await trim.StopAsync(default).WaitAsync(PortalHost.Patience);
    }

    private Task AddAsync(DateTime entryTime, int count) => fixture.Host.InTablesAsync(async context =>
    {
        context.Audit.AddRange(Enumerable.Range(0, count).Select(_ => new AuditRow
        {
            Id = Guid.NewGuid(),
            Time = entryTime,
            Actor = _actor,
            ActorEmail = "old@example.com",
            Action = "step",
            Detail = "",
            Address = "",
        }));
        await context.SaveChangesAsync();
    });

    private Task RemainsAsync(int count) => fixture.Host.InTablesAsync(async context =>
    {
        using var limit = new CancellationTokenSource(PortalHost.Patience);
        while (await context.Audit.CountAsync(entry => entry.Actor == _actor, limit.Token) != count)
            await Task.Delay(10, limit.Token);
    });
}
