using GatewayKit.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration.UserSecrets;

[assembly: HostingStartup(typeof(ForeignStartup))]
[assembly: UserSecretsId(ForeignStartup.SecretsId)]

namespace GatewayKit.Testing;

/// <summary>Counts the hosts that run the startup of an assembly which only an environment variable names.</summary>
public sealed class ForeignStartup : IHostingStartup
{
    public const string SecretsId = "gatewaykit-testing-tests";

    public static int Runs { get; private set; }

    public void Configure(IWebHostBuilder builder) => Runs++;
}
