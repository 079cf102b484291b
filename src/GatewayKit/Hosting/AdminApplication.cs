using GatewayKit.Runtime;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Hosting;

/// <summary>
/// Answers <c>/healthz/live</c>, always 200 while the process can answer at all, and <c>/healthz/ready</c>, 200 while new
/// requests should come here and else 503. What is below <c>/plugins/</c> is for the plugins; anything else is 404.
/// </summary>
internal sealed class AdminApplication(GatewayRuntime runtime, IHostApplicationLifetime lifetime, CommandEndpoint commands) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (CommandEndpoint.Matches(context.Request))
            return commands.AnswerAsync(context);

        var path = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) ? context.Request.Path.Value : null;
        var (status, text) = path switch
        {
            "/healthz/live" => (StatusCodes.Status200OK, "live\n"),
            "/healthz/ready" => Readiness(),
            _ => (StatusCodes.Status404NotFound, ""),
        };

        var response = context.Response;
        response.StatusCode = status;
        response.ContentLength = text.Length;
        if (text.Length == 0 || HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;

        response.ContentType = "text/plain";
        return response.WriteAsync(text);
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // It holds nothing of its own.
    }

    private (int Status, string Text) Readiness()
    {
        if (runtime.IsDraining || lifetime.ApplicationStopping.IsCancellationRequested)
            return (StatusCodes.Status503ServiceUnavailable, "stopping\n");

        return runtime.IsReady && lifetime.ApplicationStarted.IsCancellationRequested
            ? (StatusCodes.Status200OK, "ready\n")
            : (StatusCodes.Status503ServiceUnavailable, "starting\n");
    }
}
