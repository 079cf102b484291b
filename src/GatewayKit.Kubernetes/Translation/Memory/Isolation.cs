using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>Limits the effect of an unexpected exception to the resource in whose translation it was thrown.</summary>
internal static class Isolation
{
    /// <summary>Returns the translation of a resource, or after an exception a result that rejects the resource. The next round translates
    /// it again, even if nothing has changed.</summary>
    /// <param name="owner">The resource.</param>
    /// <param name="lookups">The lookups of the part.</param>
    /// <param name="translate">Translates the resource.</param>
    /// <param name="reject">Returns the result from the message of a condition.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A resource that the translation can't handle must not affect those of other owners.")]
    public static T Run<T>(ResourceOwner owner, Lookups lookups, Func<T> translate, Func<string, T> reject)
    {
        try
        {
            return translate();
        }
        catch (Exception error)
        {
            lookups.Fail(new TranslationFailure(owner, error));
            // The message of the exception may have a part of a Secret, and others read conditions.
            return reject($"The gateway can't translate the {owner.Kind} because of an internal error, and tries again. "
                + $"Its log has the {error.GetType().Name}.");
        }
    }
}
