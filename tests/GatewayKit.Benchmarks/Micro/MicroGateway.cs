using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Readers;
using GatewayKit.Hosting;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>A gateway that is mapped but never listens.</summary>
internal static class MicroGateway
{
    public static WebApplication Build(string yaml, Action<GatewayKitBuilder> compose)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        compose(builder.AddGatewayKit().AddConfig(Bind(yaml)));
        var app = builder.Build();
        app.MapGatewayKit();
        return app;
    }

    public static GatewayConfig Bind(string yaml)
    {
        var errors = new ConfigErrors();
        var config = ConfigDocument.Read(Encoding.UTF8.GetBytes(yaml), "benchmark.yaml", errors) is { } root
            ? GatewayConfigBinder.Bind(root, errors)
            : null;
        return errors.Count == 0 && config is not null ? config : throw new GatewayConfigException(errors.Items);
    }
}
