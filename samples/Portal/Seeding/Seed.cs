using GatewayKit.Store;
using Portal.Provider;

namespace Portal.Seeding;

/// <summary>
/// Fills an empty store as a week of use would, with the pages of the portal and requests to the gateway: the host runs with a clock that
/// begins a week ago. Its steps are:
/// <list type="number">
/// <item>the limits of the plans are written</item>
/// <item>two developers create applications with keys and subscriptions; the owner approves one, and another one waits</item>
/// <item>the applications send requests</item>
/// </list>
/// </summary>
internal static class Seed
{
    /// <summary>A developer with a password. The README names it, too.</summary>
    private const string Email = "ada@example.com";

    private const string Password = "tea for the warehouse";

    private static readonly TimeSpan s_week = TimeSpan.FromDays(7);

    public static async Task RunOnceAsync(string[] args, SampleSettings settings, Mailbox mailbox)
    {
        var done = Path.Combine(settings.Folder, "seeded");
        if (File.Exists(done))
            return;

        Console.WriteLine("Preparing accounts and a week of usage. This takes some seconds at the first start.");
        if (Directory.Exists(settings.Folder))
            Directory.Delete(settings.Folder, recursive: true);
        Directory.CreateDirectory(settings.Folder);

        var clock = new PastClock(s_week);
        await Limits.WriteAsync(settings.Store, clock);
        await using var app = SampleHost.Build(args, settings, mailbox, clock);
        await app.StartAsync();
        var (shop, warehouse) = await CreateApplicationsAsync(settings.Portal, mailbox);
        using var usage = new Usage(new Uri(app.Urls.Single()), app.Services.GetRequiredService<IGatewayStatistics>(), clock);
        await usage.SendAsync(shop, warehouse);
        await app.StopAsync();
        await File.WriteAllTextAsync(done, "Delete this folder to begin again.\n");
    }

    private static async Task<(string Shop, string Warehouse)> CreateApplicationsAsync(Uri portal, Mailbox mailbox)
    {
        using var dan = new Visitor(portal);
        await dan.SignInAsync(User.Developer);
        var shop = await dan.CreateAsync("Web shop", "orders/basic");
        await dan.CreateAsync("Price comparison", "orders/gold");

        using var ada = new Visitor(portal);
        await ada.RegisterAsync("Ada", Email, Password, mailbox);
        var warehouse = await ada.CreateAsync("Warehouse", "orders/gold");

        using var olga = new Visitor(portal);
        await olga.SignInAsync(User.Owner);
        await olga.OpenAsync("/approvals");
        await olga.SubmitAsync($"/approvals/{warehouse.Split('/')[^1]}/orders/gold", ("decision", "approve"), ("reason", ""));
        return (await dan.IssueKeyAsync(shop), await ada.IssueKeyAsync(warehouse));
    }
}
