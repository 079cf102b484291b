namespace GatewayKit.Portal.Usage;

/// <summary>A consumer, as its name is shown to the owner of an API.</summary>
/// <param name="Name">The name of the application, or that of another consumer.</param>
/// <param name="Developer">The name and the address of the application's developer; empty for another consumer.</param>
internal sealed record ConsumerName(string Name, string Developer);
