namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The message that the page after a form shows once.</summary>
/// <param name="Reader">The developer for whom it is; null if the reader isn't signed in.</param>
/// <param name="Notice">The text.</param>
/// <param name="Expires">The time from which it isn't shown any more.</param>
internal sealed record Flash(Guid? Reader, string Notice, DateTimeOffset Expires)
{
    /// <summary>A new key, which can't be read again.</summary>
    public string? Key { get; init; }

    /// <summary>Returns the name of the type: the default implementation of a record would include the key.</summary>
    public override string ToString() => nameof(Flash);
}
