using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Compilation;

/// <summary>The consumers that the plugins of one tenant know.</summary>
/// <param name="directory">All consumers.</param>
/// <param name="tenant">The tenant; null for the plugins without one.</param>
internal sealed class TenantDirectory(ConsumerDirectory directory, string? tenant) : IConsumerDirectory
{
    public bool TryFind<TCredential>(in CredentialKey key, [NotNullWhen(true)] out CredentialMatch<TCredential>? match)
        where TCredential : class, IConsumerCredential
    {
        match = directory.Credentials(tenant, typeof(TCredential)).TryGetValue(key, out var found)
            ? (CredentialMatch<TCredential>)found
            : null;
        return match is not null;
    }

    public IEnumerable<CredentialMatch<TCredential>> All<TCredential>()
        where TCredential : class, IConsumerCredential
        => directory.Credentials(tenant, typeof(TCredential)).Values.Cast<CredentialMatch<TCredential>>();

    public bool TryGet(string name, [NotNullWhen(true)] out Consumer? consumer)
    {
        consumer = directory.Find(tenant, name);
        return consumer is not null;
    }
}
