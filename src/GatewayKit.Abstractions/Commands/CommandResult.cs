namespace GatewayKit;

/// <summary>The result of a plugin command.</summary>
public readonly record struct CommandResult
{
    private CommandResult(bool isDone, string message) => (IsDone, Message) = (isDone, message);

    /// <summary>Gets the result for a command that the plugin doesn't support. This is the <c>default</c> value.</summary>
    public static CommandResult Unknown => default;

    /// <summary>Gets a value that indicates whether the command ran.</summary>
    public bool IsDone { get; }

    /// <summary>Gets the outcome or the reason of a refusal in a sentence; <c>null</c> if the plugin doesn't support the command.</summary>
    public string? Message { get; }

    /// <summary>Creates the result of a command that ran.</summary>
    /// <param name="message">A short sentence in the past tense: <c>State reset for all consumers.</c></param>
    public static CommandResult Done(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new CommandResult(true, message);
    }

    /// <summary>Creates the result of a command that couldn't run because an argument is invalid.</summary>
    /// <param name="reason">The invalid argument and the values that are allowed.</param>
    public static CommandResult Refused(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return new CommandResult(false, reason);
    }

    /// <summary>Wraps the result in a completed task, for a hook that runs synchronously.</summary>
    /// <param name="result">The result.</param>
    public static implicit operator ValueTask<CommandResult>(CommandResult result) => new(result);

    /// <summary>Wraps the result in a completed task, for a hook that runs synchronously.</summary>
    public ValueTask<CommandResult> ToValueTask() => new(this);
}
