using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Hosting.Admin;

/// <summary>
/// Builds the app of the admin addresses from the host's services: routing, authentication if the host has a scheme, authorization, and the
/// endpoints. It has its own endpoints: those of the gateway's addresses aren't served here, and these aren't served there.
/// </summary>
internal static class AdminEndpoints
{
    private static readonly GatewayResponse s_unknownPath = GatewayResponse.Problem(
        404, "Not Found",
        "This address serves GET /healthz/live, GET /healthz/ready and POST /plugins/PLUGIN/COMMAND, and if the host has them, "
        + "GET /metrics, the admin API below /v1 and the operators' pages at /ui.");

    private static readonly GatewayResponse s_unknownPathOfMetrics = GatewayResponse.Problem(
        404, "Not Found", "This address serves GET /healthz/live, GET /healthz/ready and GET /metrics.");

    private static readonly GatewayResponse s_unknownPathOfSite = GatewayResponse.Problem(
        404, "Not Found", "There is no page at this path.");

    /// <summary>Builds the app of the metrics addresses, which has no authentication.</summary>
    public static RequestDelegate BuildMetrics(
        IServiceProvider services, MetricsGuard metrics, IEnumerable<Action<IEndpointRouteBuilder>> maps)
    {
        var app = new ApplicationBuilder(services);
        app.Use(next => context => metrics.InvokeAsync(context, next));
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            foreach (var map in maps)
                map(endpoints);
        });
        app.Run(context => s_unknownPathOfMetrics.WriteUncachedAsync(context));
        return app.Build();
    }

    /// <summary>Builds the app of endpoints at addresses of their own.</summary>
    public static RequestDelegate BuildSite(IServiceProvider services, Action<IEndpointRouteBuilder> map)
    {
        var app = new ApplicationBuilder(services);
        app.UseRouting();
        if (services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(IAuthenticationSchemeProvider)))
            app.UseAuthentication();
        app.UseAuthorization();
        app.UseEndpoints(map);
        app.Run(context => s_unknownPathOfSite.WriteUncachedAsync(context));
        return app.Build();
    }

    public static RequestDelegate Build(IServiceProvider services, CommandEndpoint commands, MetricsGuard metrics, AdminOptions options)
    {
        var app = new ApplicationBuilder(services);
        app.UseRouting();
        if (services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(IAuthenticationSchemeProvider)))
            app.UseAuthentication();
        if (services.GetService<IAdminGuard>() is { } guard)
            app.Use(next => context => guard.InvokeAsync(context, next));
        app.Use(next => context => context.GetEndpoint()?.Metadata.GetMetadata<MetricsMark>() is null
            ? next(context) : metrics.InvokeAsync(context, next));
        app.UseAuthorization();
        app.UseEndpoints(endpoints =>
        {
            endpoints.Map(CommandEndpoint.Pattern, commands.AnswerAsync);
            var ofMetrics = endpoints.MapGroup("").WithMetadata(new MetricsMark());
            foreach (var map in options.MetricsMaps)
                map(ofMetrics);
            foreach (var map in options.Maps)
                map(endpoints);
        });
        app.Run(context => s_unknownPath.WriteUncachedAsync(context));
        return app.Build();
    }

    /// <summary>Marks the endpoints with metrics.</summary>
    private sealed class MetricsMark;
}
