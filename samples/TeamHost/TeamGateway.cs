using GatewayKit.Plugins.Mock;

namespace TeamHost;

/// <summary>The gateway of a team: its routes are rows of a table, and its admin address lists them.</summary>
public static class TeamGateway
{
    /// <summary>Builds the host.</summary>
    /// <param name="args">The settings, such as <c>--urls http://127.0.0.1:8080</c> and <c>--admin http://127.0.0.1:9000</c>.</param>
    public static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<RouteTable>();
        builder.AddGatewayKit()
            .AddPlugin<MockPlugin>()
            .LoadFrom(services => new RouteTableSource(services.GetRequiredService<RouteTable>()))
            .UseAdminUrls(builder.Configuration["admin"] ?? "http://127.0.0.1:9000")
            .MapAdmin(admin => admin.MapGet("/routes", (RouteTable table) => table.Rows));

        var app = builder.Build();
        app.MapGatewayKit();
        return app;
    }
}
