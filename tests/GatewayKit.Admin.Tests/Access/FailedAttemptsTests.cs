using System.Net;
using GatewayKit.Admin.Access;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Admin.Tests.Access;

public sealed class FailedAttemptsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FailedAttempts _attempts;

    public FailedAttemptsTests() => _attempts = new FailedAttempts(_time);

    [Fact]
    public void After_twenty_invalid_keys_an_address_waits_until_the_minute_is_over()
    {
        Fail("192.0.2.1", FailedAttempts.Limit - 1);
        Assert.Equal(TimeSpan.Zero, Wait("192.0.2.1"));

        _time.Advance(TimeSpan.FromSeconds(20));
        Fail("192.0.2.1", 1);
        Assert.Equal(TimeSpan.FromSeconds(40), Wait("192.0.2.1"));

        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(TimeSpan.Zero, Wait("192.0.2.1"));
    }

    [Fact]
    public void Another_address_does_not_wait()
    {
        Fail("192.0.2.1", FailedAttempts.Limit);

        Assert.Equal(TimeSpan.Zero, Wait("192.0.2.2"));
    }

    [Fact]
    public void Addresses_of_one_network_of_IPv6_count_together()
    {
        Fail("2001:db8::1", FailedAttempts.Limit / 2);
        Fail("2001:db8::2", FailedAttempts.Limit / 2);

        Assert.NotEqual(TimeSpan.Zero, Wait("2001:db8::3"));
        Assert.Equal(TimeSpan.Zero, Wait("2001:db8:0:1::1"));
    }

    [Fact]
    public void An_address_within_IPv6_is_the_one_of_IPv4()
    {
        Fail("::ffff:192.0.2.1", FailedAttempts.Limit);

        Assert.NotEqual(TimeSpan.Zero, Wait("192.0.2.1"));
    }

    [Fact]
    public void Addresses_beyond_the_bound_wait_together()
    {
        for (var i = 0; i < FailedAttempts.MaxAddresses; i++)
            _attempts.Add(new IPAddress(BitConverter.GetBytes(0x0a000000 + i)));
        for (var i = 0; i < FailedAttempts.Limit; i++)
            _attempts.Add(IPAddress.Parse($"192.0.2.{i}"));

        Assert.NotEqual(TimeSpan.Zero, Wait("192.0.2.99"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.Zero, Wait("192.0.2.99"));
    }

    [Fact]
    public void Unix_sockets_count_together()
    {
        for (var i = 0; i < FailedAttempts.Limit; i++)
            _attempts.Add(null);

        Assert.NotEqual(TimeSpan.Zero, _attempts.Wait(null));
    }

    private TimeSpan Wait(string address) => _attempts.Wait(IPAddress.Parse(address));

    private void Fail(string address, int times)
    {
        for (var i = 0; i < times; i++)
            _attempts.Add(IPAddress.Parse(address));
    }
}
