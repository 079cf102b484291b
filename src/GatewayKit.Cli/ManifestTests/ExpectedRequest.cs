namespace GatewayKit.Cli.ManifestTests;

/// <summary>A request of a file with its expected response.</summary>
/// <param name="Name">The name in messages.</param>
/// <param name="Request">The request.</param>
/// <param name="Times">How often it is sent, one after the other.</param>
/// <param name="Expectation">The expected response, of each of them.</param>
internal sealed record ExpectedRequest(string Name, TestRequest Request, int Times, Expectation Expectation);
