using System.Runtime.CompilerServices;

namespace QuickStart;

/// <summary>A small API that stands for one of your own.
/// It has no code for keys or limits: the gateway sends it the caller's name.</summary>
internal static class OrdersApi
{
    private static readonly Order[] s_orders = [new(1, "tea", "alice"), new(2, "coffee", "bob"), new(3, "green tea", "alice")];

    public static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        var app = builder.Build();
        app.MapGet("/orders", () => s_orders);
        app.MapGet("/orders/{id:int}",
            (int id) => s_orders.SingleOrDefault(o => o.Id == id) is { } order ? Results.Ok(order) : Results.NotFound());
        app.MapPost("/orders", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return Results.Created("/orders/4", new Order(4, form["item"].ToString(), request.Headers["X-Consumer-Name"].ToString()));
        });
        app.MapGet("/orders/events", (CancellationToken gone) => TypedResults.ServerSentEvents(EventsAsync(gone), "order"));
        app.MapGet("/search", (string q) => s_orders.Where(o => o.Item.Contains(q, StringComparison.Ordinal)));
        app.MapGet("/headers", (HttpRequest request) => request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()));
        app.MapGet("/slow", (CancellationToken gone) => Task.Delay(Timeout.Infinite, gone));
        await app.StartAsync();
        return app;
    }

    private static async IAsyncEnumerable<Order> EventsAsync([EnumeratorCancellation] CancellationToken gone)
    {
        foreach (var order in s_orders)
        {
            yield return order;
            await Task.Delay(TimeSpan.FromMilliseconds(500), gone);
        }
    }
}
