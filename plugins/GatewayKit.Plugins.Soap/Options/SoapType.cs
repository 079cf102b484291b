using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Soap;

/// <summary>A type of elements: the members of an object in JSON.</summary>
public sealed record SoapType
{
    /// <summary>The namespace of its elements; empty for none. By default that of the operation, or none without
    /// <c>qualified</c>.</summary>
    [StringLength(1000)]
    public string? Namespace { get; init; }

    /// <summary>The members, in the order of the elements in XML. A name alone is short for <c>name</c>.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<SoapMember> Members { get; init; } = [];
}
