namespace Identity;

/// <summary>The API behind the gateway. It doesn't read tokens: the gateway sends it the caller's name and groups.</summary>
internal static class OrdersApi
{
    public static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        var app = builder.Build();
        app.MapGet("/{things}", (string things, HttpRequest request)
            => $"{things} for {request.Headers["X-Consumer-Name"]} of {request.Headers["X-Consumer-Groups"]}\n");
        await app.StartAsync();
        return app;
    }
}
