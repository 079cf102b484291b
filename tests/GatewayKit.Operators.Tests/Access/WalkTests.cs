using GatewayKit.Admin;
using GatewayKit.Admin.Access;
using GatewayKit.Operators.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Operators.Tests.Access;

/// <summary>Calls every page and every form, whatever there are, as each caller.</summary>
public sealed class WalkTests : IAsyncLifetime
{
    private static readonly (AdminRole Role, string Key)[] s_callers =
    [
        (AdminRole.Viewer, OperatorHost.ViewerKey), (AdminRole.Operator, OperatorHost.OperatorKey),
        (AdminRole.Admin, OperatorHost.AdminKey),
    ];

    private OperatorHost _host = null!;
    private IReadOnlyList<(string Method, string Path, AdminRole? Role)> _endpoints = [];

    public async Task InitializeAsync()
    {
        _host = await Shop.StartStoreAsync();
        _endpoints = [.. _host.Gateway.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/operate", StringComparison.Ordinal)
                && !endpoint.RoutePattern.RawText.Contains("/assets/", StringComparison.Ordinal))
            .Select(endpoint => (
                endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0],
                "/ui" + Example(endpoint.RoutePattern.RawText!["/operate".Length..]),
                endpoint.Metadata.GetMetadata<RequiredRole>()?.Role))];
        Assert.True(_endpoints.Count >= 14, $"There are {_endpoints.Count}.");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Without_credentials_every_page_is_401_and_has_nothing_of_the_gateway()
    {
        using var client = _host.Open();
        foreach (var (method, path, role) in _endpoints.Where(endpoint => endpoint.Role is not null))
        {
            var answer = await CallAsync(client, method, path);

            Assert.Equal((path, 401), (path, answer.Status));
            Assert.DoesNotContain("{**rest}", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_role_is_sufficient_for_its_pages_and_for_no_others()
    {
        foreach (var (caller, key) in s_callers)
        {
            using var client = await _host.OpenAsync(key);
            foreach (var (method, path, role) in _endpoints.Where(endpoint => endpoint.Role is not null))
            {
                var answer = await CallAsync(client, method, path);

                Assert.True((answer.Status == 403) == (caller < role), $"{method} {path} as {caller}: {answer.Status} {answer.Content}");
                Assert.True(answer.Status is not 401 and < 500, $"{method} {path} as {caller}: {answer.Status} {answer.Content}");
            }
        }
    }

    [Fact]
    public async Task Every_form_needs_its_token()
    {
        using var client = await _host.OpenAsync(OperatorHost.AdminKey);
        var revision = (await _host.Store.ReadAsync()).Revision;
        var forms = _endpoints.Where(endpoint => endpoint.Method == "POST").ToList();
        foreach (var (_, path, _) in forms)
        {
            foreach (var token in new[] { null, "forged" })
            {
                var answer = await client.PostAsync(path, token is null ? [] : [new("__RequestVerificationToken", token)]);

                Assert.Equal((path, 400), (path, answer.Status));
                Assert.Contains("The form has expired", answer.Content, StringComparison.Ordinal);
            }
        }

        Assert.True(forms.Count >= 3);
        Assert.Equal(revision, (await _host.Store.ReadAsync()).Revision);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "evil.example")]
    public async Task A_page_of_another_origin_reaches_nothing(string name, string value)
    {
        using var client = await _host.OpenAsync(OperatorHost.AdminKey);
        foreach (var (method, path, _) in _endpoints)
        {
            var answer = await CallAsync(client, method, path, (name, value));

            Assert.Equal((path, 403), (path, answer.Status));
        }
    }

    private static async Task<OperatorAnswer> CallAsync(
        OperatorClient client, string method, string path, params (string Name, string Value)[] headers)
        => method == HttpMethods.Post ? await client.PostAsync(path, [], headers) : await client.GetAsync(path, headers);

    /// <summary>Returns a path of the pattern that exists.</summary>
    private static string Example(string pattern)
    {
        var isCluster = pattern.StartsWith("/clusters", StringComparison.Ordinal);
        return pattern.Replace("{id}", "orders", StringComparison.Ordinal)
            .Replace("{n}", "1", StringComparison.Ordinal)
            .Replace("{kind}", "routes", StringComparison.Ordinal)
            .Replace("{plugin}", "rate-limit", StringComparison.Ordinal)
            .Replace("{instance}", "-", StringComparison.Ordinal)
            .Replace("{name}", isCluster ? "one" : "rate-limit", StringComparison.Ordinal);
    }
}
