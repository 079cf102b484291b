using System.Net;
using System.Security.Claims;
using GatewayKit.Admin.Tests.Support;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Admin.Tests.Access;

/// <summary>The admin API among the endpoints of a team's app.</summary>
public sealed class TeamHostTests : IAsyncLifetime
{
    private GatewayTestHost _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayTestHost.StartAsync(setup => setup
        .WithConfiguration("{}")
        .WithGateway(gateway =>
        {
            gateway.UseAdminApi();
            gateway.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, HeaderScheme>("test", null);
            gateway.Services.AddAuthorizationBuilder().AddPolicy("office", policy => policy.RequireClaim("office"));
        })
        .WithApp(app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapGroup("/gateway").MapGatewayKitAdmin();
            app.MapGroup("/office").MapGatewayKitAdmin().RequireAuthorization("office");
        })).WaitAsync(AdminHost.Patience);

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData("role=viewer", HttpStatusCode.OK)]
    [InlineData("role=admin", HttpStatusCode.OK)]
    [InlineData("role=other", HttpStatusCode.Forbidden)]
    [InlineData("office=yes", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task A_user_of_the_app_needs_a_role(string? user, HttpStatusCode status)
        => Assert.Equal(status, await GetAsync("/gateway/v1/status", user));

    [Theory]
    [InlineData("office=yes,role=viewer", HttpStatusCode.OK)]
    [InlineData("role=admin", HttpStatusCode.Forbidden)]
    [InlineData("office=yes", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task The_app_can_add_its_own_authorization(string? user, HttpStatusCode status)
        => Assert.Equal(status, await GetAsync("/office/v1/status", user));

    [Fact]
    public async Task A_caller_on_the_same_machine_needs_credentials()
        => Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/gateway/v1/status", null));

    [Fact]
    public async Task A_page_of_another_origin_is_rejected()
        => Assert.Equal(HttpStatusCode.Forbidden, await GetAsync("/gateway/v1/status", "role=admin", "https://evil.example"));

    private async Task<HttpStatusCode> GetAsync(string path, string? user, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (user is not null)
            request.Headers.Add(HeaderScheme.Header, user);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var response = await _gateway.Client.SendAsync(request).WaitAsync(AdminHost.Patience);
        return response.StatusCode;
    }
}
