using System.Net;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class PasswordPlacesTests
{
    [Fact]
    public async Task An_attempt_waits_for_a_place_for_a_short_time()
    {
        var time = new FakeTimeProvider();
        using var places = new PasswordPlaces(new PortalAccountOptions { Limits = { PasswordsAtOnce = 1 } }, time);
        using var first = await places.TryEnterAsync(default);
        var second = places.TryEnterAsync(default);
        Assert.False(second.IsCompleted);

        time.Advance(PasswordPlaces.Patience);

        Assert.Null(await second.WaitAsync(PortalHost.Patience));
    }

    [Fact]
    public async Task The_next_attempt_gets_the_place_of_one_that_has_ended()
    {
        using var places = new PasswordPlaces(new PortalAccountOptions { Limits = { PasswordsAtOnce = 1 } }, new FakeTimeProvider());
        var first = await places.TryEnterAsync(default);
        var second = places.TryEnterAsync(default);

        first!.Dispose();

        (await second.WaitAsync(PortalHost.Patience))!.Dispose();
    }

    [Fact]
    public async Task Each_form_that_hashes_a_password_needs_a_place()
    {
        await using var host = await AccountHost.StartAsync(accounts => accounts.Limits.PasswordsAtOnce = 1);
        using var taken = await host.Portal.Gateway.Services.GetRequiredService<PasswordPlaces>().TryEnterAsync(default);

        var answers = await Task.WhenAll(
            SendAsync(host, "/account/sign-in"), SendAsync(host, "/account/register"), SendAsync(host, "/account/confirm"),
            SendAsync(host, "/account/reset")).WaitAsync(PortalHost.Patience);

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.TooManyRequests, status));
    }

    private static async Task<HttpStatusCode> SendAsync(AccountHost host, string form)
    {
        var browser = host.Open();
        await browser.SubmitAsync(
            await browser.OpenAsync($"/dev{form}"), form,
            ("name", "Dev"), ("email", "dev@example.com"), ("password", AccountHost.Password));
        return browser.Status;
    }
}
