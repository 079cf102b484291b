using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace GatewayKit.Loading.Inspection;

/// <summary>Reads the metadata of an assembly file without loading it.</summary>
internal static class AssemblyReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The metadata; <c>null</c> for a native library.</returns>
    /// <exception cref="BadImageFormatException">The file is damaged or isn't a library; the message gives the reason.</exception>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The metadata reader can throw almost any exception for a damaged file.")]
    public static AssemblyFacts? Read(string path)
    {
        var file = Path.GetFileName(path);
        var image = File.ReadAllBytes(path);
        if (image is not [(byte)'M', (byte)'Z', ..])
            throw new BadImageFormatException(
                image.Length == 0 ? $"'{file}' is empty." : $"'{file}' isn't a .NET assembly: it has no valid header.");

        try
        {
            using var pe = new PEReader(new MemoryStream(image));
            ThrowIfTruncated(pe.PEHeaders, image.Length);
            return pe.HasMetadata ? Read(file, pe.PEHeaders, pe.GetMetadataReader()) : null;
        }
        catch (Exception error)
        {
            throw new BadImageFormatException($"'{file}' is damaged: {error.Message}", error);
        }
    }

    private static AssemblyFacts Read(string file, PEHeaders headers, MetadataReader metadata)
    {
        var definition = metadata.GetAssemblyDefinition();
        return new AssemblyFacts
        {
            File = file,
            Version = definition.Version,
            References = ReadReferences(metadata),
            ContractTokens = FindContractTokens(metadata),
            ProcessExits = ProcessExit.Find(metadata),
            Plugins = DeclaredPlugins.Read(metadata).Names,
            TargetFramework = FindAttribute(metadata, definition, "System.Runtime.Versioning.TargetFrameworkAttribute") is { } target
                ? ReadFirstArgument(metadata, target) : null,
            IsReferenceAssembly =
                FindAttribute(metadata, definition, "System.Runtime.CompilerServices.ReferenceAssemblyAttribute") is not null,
            Machine = ReadMachine(headers),
        };
    }

    private static void ThrowIfTruncated(PEHeaders headers, int length)
    {
        var end = 0L;
        foreach (var section in headers.SectionHeaders)
            end = Math.Max(end, (long)section.PointerToRawData + section.SizeOfRawData);
        if (end > length)
            throw new BadImageFormatException($"expected {end} bytes, found {length}.");
    }

    // Loops instead of queries here: the runtime would compile each query over these structures at every start.
    private static List<AssemblyName> ReadReferences(MetadataReader metadata)
    {
        var references = new List<AssemblyName>();
        foreach (var reference in metadata.AssemblyReferences)
            references.Add(metadata.GetAssemblyReference(reference).GetAssemblyName());
        return references;
    }

    // Members of generic types are skipped: they can't be resolved without their type arguments.
    private static List<int> FindContractTokens(MetadataReader metadata)
    {
        var tokens = new List<int>();
        var types = new HashSet<int>();
        foreach (var type in metadata.TypeReferences)
        {
            if (metadata.GetTypeReference(type).ResolutionScope is { Kind: HandleKind.AssemblyReference } scope
                && SharedAssemblies.IsContract(metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)))
                types.Add(MetadataTokens.GetToken(type));
        }

        tokens.AddRange(types);
        foreach (var member in metadata.MemberReferences)
        {
            if (types.Contains(MetadataTokens.GetToken(metadata.GetMemberReference(member).Parent)))
                tokens.Add(MetadataTokens.GetToken(member));
        }

        return tokens;
    }

    private static Machine? ReadMachine(PEHeaders headers)
    {
        var machine = headers.CoffHeader.Machine;
        return machine == Machine.I386 && headers.CorHeader is { } cor && (cor.Flags & CorFlags.Requires32Bit) == 0 ? null : machine;
    }

    private static CustomAttribute? FindAttribute(MetadataReader metadata, AssemblyDefinition definition, string name)
    {
        foreach (var handle in definition.GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference)
                continue;

            var type = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
            if (type.Kind != HandleKind.TypeReference)
                continue;

            var reference = metadata.GetTypeReference((TypeReferenceHandle)type);
            if ($"{metadata.GetString(reference.Namespace)}.{metadata.GetString(reference.Name)}" == name)
                return attribute;
        }

        return null;
    }

    // ECMA-335, II.23.3: a prolog of 0x0001, followed by the constructor's arguments.
    private static string? ReadFirstArgument(MetadataReader metadata, CustomAttribute attribute)
    {
        var value = metadata.GetBlobReader(attribute.Value);
        return value.ReadUInt16() == 1 ? value.ReadSerializedString() : null;
    }
}
