namespace Portal;

/// <summary>The API behind the gateway. It has no code for keys, plans or limits; the gateway sends the name of the application.</summary>
internal static class OrdersApi
{
    private static readonly Order[] s_orders = [new(1, "tea", 3), new(2, "coffee", 1), new(3, "green tea", 2)];

    public static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        var app = builder.Build();
        app.MapGet("/orders", (string? item) => s_orders.Where(order => item is null or "" || order.Item == item));
        app.MapGet("/orders/{id:int}",
            (int id) => s_orders.SingleOrDefault(order => order.Id == id) is { } order ? Results.Ok(order) : Results.NotFound());
        app.MapPost("/orders", (NewOrder created, HttpRequest request)
            => Results.Created("/orders/4", new Order(4, created.Item, created.Count, request.Headers["X-Consumer-Name"])));
        await app.StartAsync();
        return app;
    }
}
