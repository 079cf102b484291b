using System.Reflection.Metadata;

namespace GatewayKit.Loading.Inspection;

/// <summary>Finds references to members that terminate the process and with it all requests of the gateway.</summary>
internal static class ProcessExit
{
    /// <returns>The members of <see cref="Environment"/> that an assembly references, such as <c>Environment.Exit</c>.</returns>
    public static IReadOnlyList<string> Find(MetadataReader metadata)
    {
        var members = new List<string>();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference || !IsEnvironment(metadata, (TypeReferenceHandle)member.Parent))
                continue;

            if (metadata.GetString(member.Name) is nameof(Environment.Exit) or nameof(Environment.FailFast)
                && $"{nameof(Environment)}.{metadata.GetString(member.Name)}" is var name && !members.Contains(name))
                members.Add(name);
        }

        return members;
    }

    private static bool IsEnvironment(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return metadata.StringComparer.Equals(type.Name, nameof(Environment))
            && metadata.StringComparer.Equals(type.Namespace, nameof(System));
    }
}
