namespace GatewayKit.Compilation;

/// <summary>A bound credential of a consumer.</summary>
/// <param name="TypeName">The name of its type, such as <c>key-auth</c>.</param>
/// <param name="Index">Its index among those of the same type.</param>
/// <param name="Type">The credential record.</param>
/// <param name="Key">The key that it is found by.</param>
/// <param name="Match">The <see cref="CredentialMatch{TCredential}"/>.</param>
internal readonly record struct CompiledCredential(string TypeName, int Index, Type Type, CredentialKey Key, object Match);
