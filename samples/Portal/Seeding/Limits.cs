using System.Text.Json.Nodes;
using GatewayKit.Plugins.Quota;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Store;

namespace Portal.Seeding;

/// <summary>Writes limits.json to the store. gateway.yaml needs these groups, so a gateway without it checks and writes them.</summary>
internal static class Limits
{
    public static async Task WriteAsync(string file, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(clock);
        builder.AddGatewayKit().AddPlugin<QuotaPlugin>().AddPlugin<RateLimitPlugin>().UseStore(file);
        await using var app = builder.Build();
        app.MapGatewayKit();
        await app.StartAsync();

        var limits = await File.ReadAllTextAsync(Path.Combine(builder.Environment.ContentRootPath, "limits.json"));
        var result = await app.Services.GetRequiredService<IGatewayStore>().ApplyAsync(new StoreChangeSet
        {
            BasedOn = 0,
            Author = "otto",
            Message = "Add the limits of the plans",
            Changes = [.. JsonNode.Parse(limits)!.AsObject().Select(entry => new StoreChange
            {
                Key = EntryKey.Parse(entry.Key),
                Content = entry.Value!.ToJsonString(),
            })],
        });
        if (result.Errors.Length > 0)
            throw new InvalidOperationException(string.Join('\n', result.Errors));
        await app.StopAsync();
    }
}
