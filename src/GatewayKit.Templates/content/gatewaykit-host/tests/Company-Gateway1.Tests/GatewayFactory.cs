using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Company_Gateway1.Tests;

/// <summary>Starts the gateway of Program.cs with its own gateway.yaml on a free port.</summary>
public sealed class GatewayFactory : WebApplicationFactory<Program>
{
    public GatewayFactory() => UseKestrel(0);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        Environment.SetEnvironmentVariable("ALICE_KEY", "alice-key"); // used by gateway.yaml
        builder.UseSetting("AdminUrls", "http://127.0.0.1:0");
    }
}
