namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>A member of a type, as the plugin <c>soap</c> describes it.</summary>
/// <param name="Name">The name in JSON.</param>
/// <param name="Type">The type.</param>
/// <param name="Namespace">The namespace; <c>null</c> for members without one of their own, such as attributes.</param>
/// <param name="IsArray">Whether it is an array.</param>
/// <param name="IsNillable">Whether it can be null.</param>
internal sealed record XsdMember(string Name, string Type, string? Namespace = null, bool IsArray = false, bool IsNillable = false);
