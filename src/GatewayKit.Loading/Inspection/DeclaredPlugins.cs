using System.Reflection.Metadata;

namespace GatewayKit.Loading.Inspection;

/// <summary>Reads the names of an assembly's plugins from its metadata, without loading it.</summary>
internal static class DeclaredPlugins
{
    private const string AttributeName = "GatewayPluginAttribute`1";

    /// <returns>The names, in class order.</returns>
    public static IEnumerable<string> Find(MetadataReader metadata)
        => metadata.TypeDefinitions
            .SelectMany(type => metadata.GetTypeDefinition(type).GetCustomAttributes())
            .Select(metadata.GetCustomAttribute)
            .Where(attribute => IsPluginAttribute(metadata, attribute))
            .Select(attribute => ReadName(metadata, attribute))
            .OfType<string>();

    // ECMA-335, II.23.2.14: the attribute's type is an instance of a generic class.
    private static bool IsPluginAttribute(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference
            || metadata.GetMemberReference(
                (MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeSpecification } parent)
            return false;

        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance
            || signature.ReadSignatureTypeCode() != SignatureTypeCode.TypeHandle
            || signature.ReadTypeHandle() is not { Kind: HandleKind.TypeReference } generic)
            return false;

        var type = metadata.GetTypeReference((TypeReferenceHandle)generic);
        return metadata.StringComparer.Equals(type.Name, AttributeName)
            && metadata.StringComparer.Equals(type.Namespace, nameof(GatewayKit));
    }

    // ECMA-335, II.23.3: a prolog of 0x0001, followed by the constructor's arguments.
    private static string? ReadName(MetadataReader metadata, CustomAttribute attribute)
    {
        var value = metadata.GetBlobReader(attribute.Value);
        return value.ReadUInt16() == 1 ? value.ReadSerializedString() : null;
    }
}
