using System.Text;
using GatewayKit.Cli.Hosting;
using GatewayKit.Configuration.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GatewayKit.Cli.Importing.Grpc;

/// <summary>Gets the OpenAPI document of gRPC services from the plugin: from a gateway that serves only the document, to this
/// machine.</summary>
internal static class GrpcServices
{
    private const string DocumentPath = "/openapi.json";
    private const string Plugin = "GatewayKit.Plugins.GrpcJson";

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    /// <param name="settings">The settings of the import.</param>
    /// <param name="folder">The base folder of its relative paths.</param>
    /// <exception cref="ToolException">The services can't be read; the errors were written to stderr.</exception>
    public static async Task<GrpcDocument> ReadAsync(GrpcSettings settings, string folder)
    {
        var yaml = GrpcYaml.WriteDocument(settings, DocumentPath);
        await ImportCheck.ThrowIfRejectedAsync(yaml, StockHost.DefaultConfig, folder).ConfigureAwait(false);
        var app = StockHost.Build(
            new StockHostSettings { NeedsConfig = false, OnlyPlugin = Plugin, Urls = ["http://127.0.0.1:0"] },
            gateway =>
            {
                gateway.Services.RemoveAll<IGatewayConfigSource>();
                gateway.LoadFromStream(() => new MemoryStream(Encoding.UTF8.GetBytes(yaml)), StockHost.DefaultConfig, folder);
            });
        await using (app.ConfigureAwait(false))
        {
            app.MapGatewayKit();
            await app.StartAsync().ConfigureAwait(false);
            return new GrpcDocument(await DownloadAsync(app, settings).ConfigureAwait(false));
        }
    }

    private static async Task<string> DownloadAsync(WebApplication app, GrpcSettings settings)
    {
        using var client = new HttpClient { Timeout = s_timeout };
        using var response = await client.GetAsync(new Uri(app.Urls.First() + DocumentPath)).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? await response.Content.ReadAsStringAsync().ConfigureAwait(false)
            : throw new ToolException($"the services of '{settings.Source}' can't be read by server reflection.");
    }
}
