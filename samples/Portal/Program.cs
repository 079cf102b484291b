using Microsoft.AspNetCore.Connections;
using Portal;
using Portal.Provider;
using Portal.Seeding;

var settings = SampleSettings.Read(args);

try
{
    // The API and the identity provider would be services of their own. gateway.yaml refers to the API as ${env:ORDERS_API}.
    await using var api = await OrdersApi.StartAsync();
    await using var provider = await IdentityProvider.StartAsync(settings);
    Environment.SetEnvironmentVariable("ORDERS_API", api.Urls.Single());

    // The first start fills the store as a week of use would.
    var mailbox = new Mailbox();
    await Seed.RunOnceAsync(args, settings, mailbox);
    mailbox.IsPrinting = true;

    await using var app = SampleHost.Build(args, settings, mailbox);
    await app.StartAsync();
    Console.WriteLine($"The developer portal is listening on {settings.Portal.OriginalString}");
    Console.WriteLine($"The site for operators is listening on {settings.Admin.OriginalString}/ui");
    Console.WriteLine($"The identity provider is listening on {settings.Provider.OriginalString}");
    Console.WriteLine($"GatewayKit is listening on {app.Urls.Single()}");
    await app.WaitForGatewayShutdownAsync();
    return 0;
}
catch (IOException error) when (error.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync(
        $"{error.Message}\nUse other addresses with --urls, --portal, --admin and --provider, such as --portal http://127.0.0.1:8091");
    return 1;
}
