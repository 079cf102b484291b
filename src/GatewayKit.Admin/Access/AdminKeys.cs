namespace GatewayKit.Admin.Access;

/// <summary>Finds the key that a request has.</summary>
/// <param name="keys">The keys.</param>
internal sealed class AdminKeys(IReadOnlyList<AdminKey> keys)
{
    public bool IsEmpty => keys.Count == 0;

    /// <summary>Returns the key; null if none is equal. The time depends neither on the key that is equal nor on equal parts.</summary>
    public AdminKey? Find(string presented)
    {
        if (presented.Length is 0 or > AdminKey.MaximumLength)
            return null;

        var hash = CredentialKey.FromSecret(presented);
        AdminKey? found = null;
        foreach (var key in keys)
        {
            if (key.Hash.Equals(hash))
                found = key;
        }

        return found;
    }
}
