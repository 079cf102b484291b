using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>The warnings of an import, each once.</summary>
internal sealed class ImportWarnings
{
    private readonly List<(ResourceName? Ingress, string Message)> _all = [];

    /// <summary>The warnings in the order of their Ingresses.</summary>
    public IReadOnlyList<string> Texts
        => [.. _all.OrderBy(warning => warning.Ingress).Select(warning
            => warning.Ingress is { } ingress ? $"Ingress {ingress}: {warning.Message}" : warning.Message).Distinct()];

    public void Add(string message) => _all.Add((null, message));

    public void Add(ResourceName ingress, string message) => _all.Add((ingress, message));

    /// <summary>Returns the messages about an Ingress, each once.</summary>
    public IEnumerable<string> Of(ResourceName ingress)
        => _all.Where(warning => warning.Ingress == ingress).Select(warning => warning.Message).Distinct();
}
