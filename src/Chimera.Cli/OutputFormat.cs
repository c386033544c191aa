namespace Chimera.Cli;

internal enum OutputFormat
{
    Text,
    Json,
}
