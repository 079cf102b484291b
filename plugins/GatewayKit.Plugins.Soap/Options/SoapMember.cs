using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Soap;

/// <summary>A member of a type.</summary>
[Shorthand(nameof(Name))]
public sealed record SoapMember
{
    /// <summary>The name of an element, of an attribute with <c>@</c>, <c>#text</c> for the text beside attributes, or <c>*</c> for any
    /// other elements and attributes.</summary>
    [StringLength(200, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>The type: <c>text</c>, <c>number</c>, <c>boolean</c>, <c>any</c>, or one of <c>types</c>.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string Type { get; init; } = "text";

    /// <summary>Whether it is an array in JSON, with an element for each item.</summary>
    public bool Array { get; init; }

    /// <summary>Whether <c>null</c> in JSON is an element with <c>xsi:nil="true"</c>. Otherwise, there is no element.</summary>
    public bool Nillable { get; init; }

    /// <summary>The namespace of the element or attribute; empty for none. By default, an element has that of the type, and an attribute
    /// none.</summary>
    [StringLength(1000)]
    public string? Namespace { get; init; }
}
