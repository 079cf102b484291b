using System.Xml.Linq;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>An operation of a port.</summary>
internal sealed record WsdlOperation
{
    public required string Name { get; init; }

    public required string Service { get; init; }

    /// <summary>Gets the address of the service; <c>null</c> if the document has none.</summary>
    public required Uri? Address { get; init; }

    /// <summary>Gets the version of SOAP: 1.1 or 1.2.</summary>
    public required string Version { get; init; }

    public required bool IsRpc { get; init; }

    public required string Action { get; init; }

    public required string? Documentation { get; init; }

    public required WsdlMessage Input { get; init; }

    /// <summary>Gets the response; <c>null</c> for a one-way operation.</summary>
    public required WsdlMessage? Output { get; init; }

    /// <summary>Gets the names of the elements in the details of its faults.</summary>
    public required IReadOnlyList<XName> Faults { get; init; }
}
