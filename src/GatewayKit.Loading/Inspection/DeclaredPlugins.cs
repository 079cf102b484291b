using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GatewayKit.Loading.Copies;

namespace GatewayKit.Loading.Inspection;

/// <summary>The plugins that the metadata of an assembly declares, without abstract classes. The assembly isn't loaded.</summary>
/// <param name="Names">The names of the plugins, in class order.</param>
/// <param name="Credentials">The credential types that the plugins read, in class order.</param>
internal sealed record DeclaredPlugins(IReadOnlyList<string> Names, IReadOnlyList<string> Credentials)
{
    private const string PluginAttribute = "GatewayPluginAttribute`1";
    private const string CredentialAttribute = "ConsumerCredentialAttribute`1";

    /// <summary>Reads a file. Only its metadata is read, which is a small part of it.</summary>
    /// <param name="path">The file <c>Name.dll</c> of a plugin folder.</param>
    /// <returns>The plugins; <c>null</c> if the file can't be read or is outside its folder.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The metadata reader can throw almost any exception for a damaged file.")]
    public static DeclaredPlugins? TryRead(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            var realFolder = RealPath.Of(folder);
            var file = new FileInfo(RealPath.Of(path));
            if (!RealPath.IsWithin(realFolder, RealPath.Of(Path.GetDirectoryName(folder)!))
                || !RealPath.IsWithin(file.FullName, realFolder))
                return null;

            // A file without a length isn't opened: it may be a pipe, and opening a pipe would block forever.
            if (!file.Exists || file.Length == 0)
                return null;

            using var pe = new PEReader(file.OpenRead());
            return pe.HasMetadata ? Read(pe.GetMetadataReader()) : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    // Loops instead of queries: the runtime would compile each query over these structures at every start.
    public static DeclaredPlugins Read(MetadataReader metadata)
    {
        var (names, credentials) = (new List<string>(), new List<string>());
        foreach (var definition in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(definition);
            if (type.Attributes.HasFlag(TypeAttributes.Abstract))
                continue;

            foreach (var handle in type.GetCustomAttributes())
            {
                var attribute = metadata.GetCustomAttribute(handle);
                var list = FindGenericName(metadata, attribute) switch
                {
                    PluginAttribute => names,
                    CredentialAttribute => credentials,
                    _ => null,
                };
                if (list is not null && ReadFirstArgument(metadata, attribute) is { } text)
                    list.Add(text);
            }
        }

        return new DeclaredPlugins(names, credentials);
    }

    // ECMA-335, II.23.2.14: the attribute's type is an instance of a generic class.
    private static string? FindGenericName(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference
            || metadata.GetMemberReference(
                (MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeSpecification } parent)
            return null;

        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance
            || signature.ReadSignatureTypeCode() != SignatureTypeCode.TypeHandle
            || signature.ReadTypeHandle() is not { Kind: HandleKind.TypeReference } generic)
            return null;

        var type = metadata.GetTypeReference((TypeReferenceHandle)generic);
        return metadata.StringComparer.Equals(type.Namespace, nameof(GatewayKit)) ? metadata.GetString(type.Name) : null;
    }

    // ECMA-335, II.23.3: a prolog of 0x0001, followed by the constructor's arguments.
    private static string? ReadFirstArgument(MetadataReader metadata, CustomAttribute attribute)
    {
        var value = metadata.GetBlobReader(attribute.Value);
        return value.ReadUInt16() == 1 ? value.ReadSerializedString() : null;
    }
}
