using GatewayKit.OpenApi;

namespace GatewayKit.Portal.Trying.Forms;

/// <summary>A target of requests: the gateway, or the mock of the API.</summary>
/// <param name="Name">The value in the form.</param>
/// <param name="Operation">The operation, as the target serves it.</param>
/// <param name="Routes">The ids of the routes that requests may reach.</param>
internal sealed record TryTarget(string Name, OpenApiOperation Operation, IReadOnlyList<string> Routes)
{
    public const string Gateway = "gateway";
    public const string Mock = "mock";

    public string Label => Name == Mock ? "Mock of the API" : "Gateway";
}
