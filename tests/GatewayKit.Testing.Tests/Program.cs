using GatewayKit.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// The child process of SurroundingsTests: starts a gateway with an upstream and prints whatever its surroundings could change.
await using var gateway = await GatewayTestHost.StartAsync(host => host.WithConfiguration("""
    routes: { proxied: { clusterId: up, match: { path: /proxied } } }
    clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
    """));
using var proxied = await gateway.Client.GetAsync(new Uri("/proxied", UriKind.Relative));
using var inherited = await gateway.Client.GetAsync(new Uri("/inherited", UriKind.Relative));
using var plugin = gateway.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
var own = new HashSet<string>(["environment", "contentRoot", "applicationName"], StringComparer.OrdinalIgnoreCase);

Console.WriteLine($"""
    proxied: {(int)proxied.StatusCode} {await proxied.Content.ReadAsStringAsync()}
    inherited: {(int)inherited.StatusCode}
    call of a plugin: {await plugin.GetStringAsync(gateway.Upstream.Address)}
    environment: {gateway.Services.GetRequiredService<IHostEnvironment>().EnvironmentName}
    addresses: {gateway.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Count}
    startups: {ForeignStartup.Runs}
    settings: {string.Concat(gateway.Services.GetRequiredService<IConfiguration>().AsEnumerable().Where(s => s.Value is not null && !own.Contains(s.Key)))}
    warnings: {string.Concat(gateway.Logs.Lines.Where(line => !line.StartsWith("Information", StringComparison.Ordinal)
        && !line.Contains("heartbeat", StringComparison.OrdinalIgnoreCase)))}
    """);
