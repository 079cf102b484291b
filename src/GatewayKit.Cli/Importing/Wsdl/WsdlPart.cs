using System.Xml.Linq;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>A part of a message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">Its element; <c>null</c> for a part with a type.</param>
/// <param name="Type">Its type; <c>null</c> for a part with an element.</param>
internal sealed record WsdlPart(string Name, XName? Element, XName? Type);
