using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Http.Accounts;
using GatewayKit.Portal.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Auditing;

public sealed class AuditLogTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 12, 2, 0, 0, 0, TimeSpan.Zero));
    private readonly Reader _reader = new(Guid.NewGuid(), "Dev", "dev@example.com");

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [Postgres]
    public async Task Entries_are_read_in_pages_and_deleted_after_the_retention(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var context = await store.OpenAsync();
        var audit = new AuditLog(context, new PortalAccountOptions(), _time);
        for (var i = 0; i <= AuditLog.PageSize; i++)
        {
            audit.Add(new DefaultHttpContext(), _reader, "step", $"{i}", "shop");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await audit.WriteAsync(new DefaultHttpContext(), _reader with { Id = Guid.NewGuid() }, "step", "other", "shop");
        var first = await audit.ReadAsync(_reader, 0, default);
        var second = await audit.ReadAsync(_reader, 1, default);

        Assert.Equal((AuditLog.PageSize + 1, "100", "0"), (first.Count, first[0].Detail, Assert.Single(second).Detail));
        Assert.Equal("other", (await audit.ReadAsync(Application(), 0, default))[0].Detail);

        _time.Advance(TimeSpan.FromDays(400) - TimeSpan.FromSeconds(100));
        await audit.DeleteOldAsync(default);
        Assert.Equal("1", (await context.Audit.OrderBy(entry => entry.Time).FirstAsync()).Detail);
    }

    [Theory]
    [InlineData("application blocked", "Operator")]
    [InlineData("subscription rejected", "Owner or operator")]
    [InlineData("subscription ended", "Portal")]
    [InlineData("key issued", "dev@example.com")]
    public void Members_do_not_get_the_addresses_of_those_who_do_not_belong_to_the_application(string action, string actor)
        => Assert.Equal(actor, AuditView.ActorOf(new AuditRow
        {
            Id = Guid.NewGuid(),
            Time = default,
            Actor = _reader.Id,
            ActorEmail = _reader.Email,
            Action = action,
            Detail = "",
            Address = "",
        }));

    private ApplicationRow Application() => new() { Id = "shop", Owner = _reader.Id, Name = "Shop", Created = default };
}
