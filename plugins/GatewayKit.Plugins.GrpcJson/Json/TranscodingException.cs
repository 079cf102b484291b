using System.Globalization;

namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>Thrown when a message can't be converted. The message is for the sender: a sentence without internal names.</summary>
internal sealed class TranscodingException(string message, bool isTooLarge = false, Exception? cause = null) : Exception(message, cause)
{
    private const int MaxShown = 60;

    public bool IsTooLarge { get; } = isTooLarge;

    /// <summary>Gets the status of the response.</summary>
    public int Status => IsTooLarge ? 413 : 400;

    public static TranscodingException TooLarge() => new("The message is too large.", isTooLarge: true);

    public static TranscodingException TooDeep() => new("The message is nested too deeply.");

    public static TranscodingException NotValid(Exception? cause = null) => new("The message isn't valid.", cause: cause);

    public static TranscodingException OfField(string name, string problem) => new($"The field '{Shown(name)}' {problem}.");

    /// <summary>Returns the same error with the position of the message in a stream.</summary>
    public TranscodingException OfItem(long number)
        => new(string.Create(CultureInfo.InvariantCulture, $"Item {number} of the body is invalid. {Message}"), IsTooLarge, this);

    /// <summary>Returns a name of the sender as part of a message: short, without control characters.</summary>
    private static string Shown(string name)
        => string.Concat((name.Length > MaxShown ? name[..MaxShown] + "..." : name).Select(c => char.IsControl(c) ? '?' : c));
}
