using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Testing;

/// <summary>
/// Creates hosts that don't depend on the environment of the test: no appsettings.json, no <c>ASPNETCORE_*</c>, <c>DOTNET_*</c> or
/// <c>GatewayKit__*</c> variables, no user secrets, no hosting startup assemblies, no proxy and no key ring of the machine.
/// </summary>
internal static class SealedHost
{
    /// <summary>Creates a builder for a Kestrel host in the <c>Production</c> environment.</summary>
    /// <param name="kestrel">Configures the only endpoints of the host.</param>
    public static WebApplicationBuilder CreateBuilder(Action<KestrelServerOptions> kestrel)
    {
        // The other builders read settings files, variables and secrets before the caller can remove those sources.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseKestrel(kestrel);
        builder.Services.AddRouting();
        builder.Services.AddDataProtection().AddKeyManagementOptions(keys =>
        {
            keys.XmlRepository = new MemoryKeyRing();
            keys.XmlEncryptor = new NullXmlEncryptor();
        });
        builder.Services.ConfigureHttpClientDefaults(client => client.UseSocketsHttpHandler((handler, _) => handler.UseProxy = false));
        return builder;
    }
}
