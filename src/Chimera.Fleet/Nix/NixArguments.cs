using Chimera.Engine.Validation;

namespace Chimera.Fleet.Nix;

/// <summary>What a person wrote, before it becomes an argument of Nix.</summary>
internal static class NixArguments
{
    /// <summary>Null when Nix will take the text for what it is and not for an option.</summary>
    public static Finding? Check(string what, string text) => text switch
    {
        "" => Refuse($"the {what} is empty", $"name the {what}"),
        ['-', ..] => Refuse($"the {what} '{text}' starts with '-', which Nix would read as an option", $"write the {what} so that it starts otherwise, e.g. with './'"),
        _ when text.Any(char.IsControl) => Refuse($"the {what} holds a control character", $"write the {what} on one line, without tabs"),
        _ => null,
    };

    private static Finding Refuse(string message, string remedy) => Finding.Error("nix.argument-refused", message, remedy);
}
