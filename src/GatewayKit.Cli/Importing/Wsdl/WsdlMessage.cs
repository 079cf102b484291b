using System.Xml.Linq;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>A message of an operation.</summary>
/// <param name="Element">The element in its body; <c>null</c> for an empty body.</param>
/// <param name="Parts">The parts in this element, with style rpc.</param>
internal sealed record WsdlMessage(XName? Element, IReadOnlyList<WsdlPart> Parts);
