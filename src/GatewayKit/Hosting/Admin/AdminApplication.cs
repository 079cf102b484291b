using GatewayKit.Runtime;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Hosting.Admin;

/// <summary>
/// Serves <c>/healthz/live</c>, which is always 200, and <c>/healthz/ready</c>, which is 200 while new
/// requests should be sent to this instance and otherwise 503. Paths below <c>/plugins/</c> are commands for plugins; other paths are 404.
/// </summary>
/// <param name="readiness">The readiness.</param>
/// <param name="lifetime">The lifetime of the host, for readiness.</param>
/// <param name="commands">The commands; null for health checks only.</param>
internal sealed class AdminApplication(Readiness readiness, IHostApplicationLifetime lifetime, CommandEndpoint? commands) : IHttpApplication<HttpContext>
{
    private static readonly GatewayResponse s_unknownPath = GatewayResponse.Problem(
        404, "Not Found", "This address serves GET /healthz/live and GET /healthz/ready.");

    private static readonly GatewayResponse s_unknownAdminPath = GatewayResponse.Problem(
        404, "Not Found", "This address serves GET /healthz/live, GET /healthz/ready and POST /plugins/PLUGIN/COMMAND.");

    public HttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        contextFeatures.Get<AdminConnection>()?.Begin();
        return new DefaultHttpContext(contextFeatures);
    }

    public Task ProcessRequestAsync(HttpContext context)
    {
        if (commands is not null && CommandEndpoint.Matches(context.Request))
            return commands.AnswerAsync(context);

        return (Path(context.Request) switch
        {
            "/healthz/live" => Text(StatusCodes.Status200OK, "live\n"),
            "/healthz/ready" => Readiness(),
            _ => commands is null ? s_unknownPath : s_unknownAdminPath,
        }).WriteUncachedAsync(context);
    }

    public void DisposeContext(HttpContext context, Exception? exception) => context.Features.Get<AdminConnection>()?.End();

    private static string? Path(HttpRequest request)
        => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? request.Path.Value : null;

    private static GatewayResponse Text(int status, string text) => GatewayResponse.Text(status, text, "text/plain");

    private GatewayResponse Readiness()
    {
        if (readiness.IsDraining || lifetime.ApplicationStopping.IsCancellationRequested)
            return Text(StatusCodes.Status503ServiceUnavailable, "stopping\n");

        return readiness.IsReady && lifetime.ApplicationStarted.IsCancellationRequested
            ? Text(StatusCodes.Status200OK, "ready\n")
            : Text(StatusCodes.Status503ServiceUnavailable, "starting\n");
    }
}
